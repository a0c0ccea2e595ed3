package dev.toolbridge.connect.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The answer to a question about memories: those with exactly this key, then the others by fitness and trust.
public final class MemoryRecall {
    private MemoryRecall() {}

    /// A memory that has words of the question.
    ///
    /// @param rank its fitness, above zero
    public record Found(Memory memory, double rank) {}

    /// The limits of an answer.
    public record Filter(List<String> types, List<String> tags, boolean withSuperseded, int limit) {}

    /// A memory with the state of its trust.
    public record Judged(Memory memory, String state) {}

    /// The best memories, each with its state, for a person.
    ///
    /// @param all all memories of the project
    public static List<String> answer(String question, List<Found> found, List<Memory> all, Filter filter) {
        return best(question, found, all, filter).stream()
                .map(one -> one.memory().shown(one.state()))
                .toList();
    }

    /// The best memories, each with its state.
    ///
    /// @param all all memories of the project
    public static List<Judged> best(String question, List<Found> found, List<Memory> all, Filter filter) {
        Instant now = Instant.now();
        Set<String> superseded =
                all.stream().flatMap(memory -> memory.supersedes().stream()).collect(Collectors.toSet());
        Stream<Found> exact = all.stream()
                .filter(memory -> memory.key().filter(question::equals).isPresent())
                .map(memory -> new Found(memory, Double.MAX_VALUE));
        Comparator<Found> order = Comparator.comparingDouble(
                one -> -one.rank() * MemoryTrust.of(one.memory().payload(), now).factor());
        return Stream.concat(exact, found.stream().filter(one -> one.memory()
                        .key()
                        .filter(question::equals)
                        .isEmpty()))
                .filter(one -> filter.types().isEmpty()
                        || filter.types().contains(one.memory().type()))
                .filter(one -> one.memory().tags().containsAll(filter.tags()))
                .filter(one -> filter.withSuperseded()
                        || !superseded.contains(one.memory().uid()))
                .sorted(order)
                .limit(filter.limit())
                .map(one -> new Judged(one.memory(), state(one.memory(), superseded, now)))
                .toList();
    }

    private static String state(Memory memory, Set<String> superseded, Instant now) {
        return superseded.contains(memory.uid())
                ? "superseded"
                : MemoryTrust.of(memory.payload(), now).state();
    }
}
