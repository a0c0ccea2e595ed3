package dev.toolbridge.tests.document;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes tables as Markdown.
public final class MarkdownTable {

    private MarkdownTable() {}

    public static String of(String[] head, Stream<String[]> rows) {
        String[] rule = Arrays.stream(head).map(_ -> "---").toArray(String[]::new);
        return Stream.concat(Stream.of(head, rule), rows)
                .map(MarkdownTable::row)
                .collect(Collectors.joining());
    }

    public static String[] cells(String... texts) {
        return texts;
    }

    static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }

    private static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
