package dev.toolbridge.connect.dotenv;

import dev.toolbridge.connect.edit.UnreadableText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The text of a `.env` in three parts: the middle one is the block of `fbc`, if there is one.
///
/// @param before the statements above the block, or the whole file
/// @param block the statements of the block, with its two marks; empty if there is no block
/// @param after the statements below the block
record EnvironmentText(List<Statement> before, List<Statement> block, List<Statement> after) {
    static final String BEGIN = "# >>> fbc ";
    static final String END = "# <<< fbc <<<";

    EnvironmentText {
        before = List.copyOf(before);
        block = List.copyOf(block);
        after = List.copyOf(after);
    }

    /// Finds the block in a file.
    ///
    /// @throws UnreadableText if it has no end, or if there are several
    static EnvironmentText of(String text) {
        List<Statement> all = DotenvStatements.of(text);
        List<Integer> begins = places(all, BEGIN);
        List<Integer> ends = places(all, END);
        if (begins.isEmpty() && ends.isEmpty()) {
            return new EnvironmentText(all, List.of(), List.of());
        }
        if (begins.size() != 1 || ends.size() != 1 || begins.getFirst() > ends.getFirst()) {
            throw new UnreadableText("its block of fbc is damaged: it needs one line `" + BEGIN + "…` and one line `"
                    + END + "` below it; remove the block, and run: fbc sync");
        }
        int begin = begins.getFirst();
        int end = ends.getFirst() + 1;
        return new EnvironmentText(all.subList(0, begin), all.subList(begin, end), all.subList(end, all.size()));
    }

    private static List<Integer> places(List<Statement> all, String mark) {
        return IntStream.range(0, all.size())
                .filter(index -> all.get(index).text().startsWith(mark))
                .boxed()
                .toList();
    }

    /// The keys that are set outside the block.
    Set<String> keysOutside() {
        return Stream.of(before, after)
                .flatMap(List::stream)
                .flatMap(statement -> statement.key().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The statements inside the block, without its marks.
    List<Statement> inside() {
        return block.isEmpty() ? List.of() : block.subList(1, block.size() - 1);
    }

    /// The assignments inside the block; of several to one key the last, which readers take.
    Map<String, Statement> assignments() {
        return inside().stream()
                .filter(statement -> statement.key().isPresent())
                .collect(Collectors.toMap(
                        statement -> statement.key().orElseThrow(), statement -> statement, (_, last) -> last));
    }

    /// The file with another block in the place of this one, or behind everything else.
    String with(String fresh) {
        String above = joined(before);
        boolean isJoined = fresh.isEmpty() || above.isEmpty() || above.endsWith("\n");
        String gap = isJoined ? "" : "\n";
        return above + gap + fresh + joined(after);
    }

    private static String joined(List<Statement> statements) {
        return statements.stream().map(Statement::text).collect(Collectors.joining());
    }
}
