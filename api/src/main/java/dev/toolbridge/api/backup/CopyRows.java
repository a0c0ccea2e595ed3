package dev.toolbridge.api.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/// Reads the rows of a table's file: PostgreSQL's COPY text (PostgreSQL manual, COPY, text format).
final class CopyRows {
    private static final Map<Character, Character> ESCAPED =
            Map.of('b', '\b', 'f', '\f', 'n', '\n', 'r', '\r', 't', '\t', 'v', '\u000b');

    private CopyRows() {}

    /// Passes on each row as its values by column; null values are left out.
    static void forEach(Path file, List<String> columns, Consumer<Map<String, String>> row) {
        try (var text = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                row.accept(values(line, columns));
            }
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static Map<String, String> values(String line, List<String> columns) {
        String[] texts = line.split("\t", -1);
        if (texts.length != columns.size()) {
            throw new BackupFailure("a row has " + texts.length + " values for " + columns.size() + " columns");
        }
        var values = new HashMap<String, String>();
        for (int column = 0; column < texts.length; column++) {
            if (!texts[column].equals("\\N")) {
                values.put(columns.get(column), unescaped(texts[column]));
            }
        }
        return values;
    }

    private static String unescaped(String text) {
        var plain = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char one = text.charAt(index);
            if (one == '\\' && index + 1 < text.length()) {
                index++;
                one = ESCAPED.getOrDefault(text.charAt(index), text.charAt(index));
            }
            plain.append(one);
        }
        return plain.toString();
    }
}
