package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.query.Value;
import dev.toolbridge.api.recall.Recalled.Match;
import dev.toolbridge.api.search.Search;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Answers questions with memories: those of that key first, then the best by words and trust.
///
/// @param search finds memories by their words
/// @param memories tells where they come from
public record Recall(Search search, StoredMemories memories, InstantSource clock) {

    /// Candidates for each memory that is asked for: trust changes their order, and superseded ones drop out.
    private static final int CANDIDATES = 3;

    private static final int OF_KEY_MAX = 5;

    /// The place at which the fitness of a hit is half of that of the first.
    private static final double HALF_PLACE = 10;

    private static final Comparator<Recalled> BEST_FIRST = Comparator.comparingInt(
                    (Recalled recalled) -> recalled.isByKey() ? 1 : 0)
            .thenComparingDouble(Recalled::score)
            .reversed()
            .thenComparing(recalled -> recalled.item().uid());

    /// A question.
    ///
    /// @param type the type of memory that is asked for
    /// @param tag a tag that it has
    /// @param withSuperseded true to show memories that others have superseded
    record Question(String text, Optional<String> type, Optional<String> tag, int limit, boolean withSuperseded) {

        Filter filter() {
            var filters = new ArrayList<Filter>();
            var fields = FieldNames.of(List.of(StoredMemories.TYPE));
            type.ifPresent(wanted -> filters.add(
                    new Filter.Compare(fields.named("memoryType"), Filter.Comparison.EQUAL, new Value.Text(wanted))));
            tag.ifPresent(
                    wanted -> filters.add(new Filter.Holds(fields.named("tags"), Filter.Overlap.ALL, List.of(wanted))));
            return new Filter.All(filters);
        }

        boolean takes(ObjectNode memory) {
            return type.filter(wanted ->
                                    !wanted.equals(memory.path("memoryType").asText()))
                            .isEmpty()
                    && tag.filter(wanted ->
                                    memory.path("tags").valueStream().noneMatch(one -> wanted.equals(one.asText())))
                            .isEmpty();
        }
    }

    /// The answer.
    ///
    /// @param behind the number of changed items that cannot be found yet
    record Answered(List<Recalled> memories, int behind) {}

    /// A memory that may answer.
    private record Candidate(Item item, double text, Match match) {}

    Answered ask(Caller caller, Question question) {
        Space space = caller.space();
        var candidates = new LinkedHashMap<UUID, Candidate>();
        memories.withKey(space, question.text(), OF_KEY_MAX)
                .forEach(item -> candidates.put(item.uid(), new Candidate(item, 1, Match.KEY)));
        var query = new Search.Query(
                SearchQuestion.of(question.text()),
                List.of(StoredMemories.TYPE),
                question.filter(),
                0,
                CANDIDATES * question.limit());
        Search.Found found = search.find(space, query);
        found.hits()
                .forEach(hit -> candidates.putIfAbsent(
                        hit.item().uid(), new Candidate(hit.item(), fitness(hit.place()), Match.WORDS)));
        return new Answered(best(space, question, candidates), found.behind());
    }

    private List<Recalled> best(Space space, Question question, Map<UUID, Candidate> candidates) {
        Map<UUID, MemoryOrigin> origins = memories.origins(space, candidates.keySet());
        Instant now = clock.instant();
        return candidates.values().stream()
                .map(candidate -> recalled(candidate, origins, now))
                .filter(recalled -> question.takes(recalled.fields()))
                .filter(recalled ->
                        question.withSuperseded() || !recalled.origin().isSuperseded())
                .sorted(BEST_FIRST)
                .limit(question.limit())
                .toList();
    }

    /// A memory whose writing the journal keeps no longer is as old as its last change.
    private static Recalled recalled(Candidate candidate, Map<UUID, MemoryOrigin> origins, Instant now) {
        Item item = candidate.item();
        MemoryOrigin origin = Optional.ofNullable(origins.get(item.uid()))
                .orElseGet(() -> new MemoryOrigin(Instant.ofEpochMilli(item.updatedAtMs()), Json.object(), false));
        ObjectNode fields = item.payload().fields();
        return new Recalled(item, fields, candidate.text(), candidate.match(), Trust.of(fields, origin, now), origin);
    }

    private static double fitness(int place) {
        return HALF_PLACE / (HALF_PLACE + place - 1);
    }
}
