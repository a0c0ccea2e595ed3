package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.face.MemoryPushes.Planned;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The answer to a client that has sent its memories: a list of them by what became of each.
final class SyncResults {
    static final String CREATED = "created";
    static final String UPDATED = "updated";
    static final String UNCHANGED = "unchanged";
    static final String CONFLICTS = "conflicts";
    static final String ERRORS = "errors";
    static final List<String> LISTS = List.of(CREATED, UPDATED, UNCHANGED, CONFLICTS, ERRORS);

    private final Map<UUID, NumberedItem> stored;
    private final ObjectNode results = Json.object();

    private SyncResults(List<NumberedItem> stored) {
        this.stored =
                stored.stream().collect(Collectors.toMap(memory -> memory.item().uid(), Function.identity()));
        LISTS.forEach(results::putArray);
    }

    /// The answer.
    ///
    /// @param outcomes the outcomes of the writes, in their order
    /// @param stored the memories as they are now
    static ObjectNode of(List<Planned> planned, List<Outcome> outcomes, List<NumberedItem> stored) {
        var all = new SyncResults(stored);
        Iterator<Outcome> next = outcomes.iterator();
        for (int index = 0; index < planned.size(); index++) {
            Planned one = planned.get(index);
            Optional<Refusal> fault = one.fault();
            if (fault.isPresent()) {
                all.fault(index, one, fault.get());
            } else {
                all.tell(index, one, next.next());
            }
        }
        return all.answer(planned.size());
    }

    /// The item of an outcome, if it has one.
    static Optional<Item> item(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> Optional.of(changed.item());
            case Outcome.Unchanged unchanged -> Optional.of(unchanged.item());
            case Outcome.Lost lost -> Optional.of(lost.item());
            case Outcome.Refused _ -> Optional.empty();
        };
    }

    private void tell(int index, Planned one, Outcome outcome) {
        switch (outcome) {
            case Outcome.Changed changed -> changed(one, changed.item());
            case Outcome.Unchanged unchanged -> add(UNCHANGED, one, unchanged.item());
            case Outcome.Lost lost -> add(CONFLICTS, one, lost.item()).put("reason", lost.reason());
            case Outcome.Refused refused -> fault(index, one, refused.refusal());
        }
    }

    /// A change that was decided over another one is a conflict too: its text is kept, and so is the other.
    private void changed(Planned one, Item item) {
        Optional<String> conflict = Optional.ofNullable(stored.get(item.uid()))
                .filter(memory -> memory.item().version() == item.version())
                .flatMap(NumberedItem::conflict);
        if (conflict.isPresent()) {
            add(CONFLICTS, one, item).put("reason", conflict.get());
        } else {
            add(item.version() == 1 ? CREATED : UPDATED, one, item);
        }
    }

    private ObjectNode add(String list, Planned one, Item item) {
        ObjectNode entry = results.withArray(list).addObject();
        Optional.ofNullable(stored.get(item.uid()))
                .ifPresentOrElse(memory -> entry.put(FaceJson.ID, memory.number()), () -> entry.putNull(FaceJson.ID));
        return named(entry, one).put(SentMemory.VERSION, item.version());
    }

    private void fault(int index, Planned one, Refusal refusal) {
        ObjectNode entry = results.withArray(ERRORS).addObject().put("index", index);
        one.sent().number().ifPresentOrElse(number -> entry.put(FaceJson.ID, number), () -> entry.putNull(FaceJson.ID));
        named(entry, one).setAll(FaceErrors.json(refusal));
    }

    private static ObjectNode named(ObjectNode entry, Planned one) {
        return entry.put(SentMemory.EXTERNAL_ID, one.sent().externalId().orElse(null));
    }

    private ObjectNode answer(int total) {
        ObjectNode body = Json.object().set("sync_results", results);
        ObjectNode summary = body.putObject("summary").put("total", total);
        LISTS.forEach(list -> summary.put(list, results.path(list).size()));
        return body;
    }
}
