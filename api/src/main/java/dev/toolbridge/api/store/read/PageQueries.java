package dev.toolbridge.api.store.read;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Limits queries by bytes: they give all requested rows, but the texts only as long as they fit.
///
/// The length of a text is known only after it is made, and the text can be far larger than its row on disk.
/// So a query first limits the rows by their size on disk, which is cheap to read, and makes and counts the
/// texts of the remaining rows only. `is_near` is false for a row whose text was not made. All rows of the
/// first place have their text.
public final class PageQueries {
    /// A compressed value counts as this many times its size.
    private static final int COMPRESSION = 8;

    private PageQueries() {}

    /// A column of JSON whose text counts.
    ///
    /// @param name the name under which it is selected
    /// @param shown the JSON that is shown of it
    public record Text(String name, String shown) {

        public static Text of(String name) {
            return new Text(name, name);
        }
    }

    /// A query of pages. Its first parameter, before those of `rows`, is the largest number of bytes of text.
    ///
    /// @param columns the columns of every row
    /// @param texts the texts that are given as long as they fit
    /// @param rows the query that selects both
    /// @param order the columns that order the rows, with directions
    public static String page(List<String> columns, List<Text> texts, String rows, String order) {
        String place = order.split("[ ,]", 2)[0];
        String window = "WINDOW ahead AS (ORDER BY " + order + " ROWS UNBOUNDED PRECEDING)";
        return """
            SELECT %1$s, is_near, %2$s FROM (
              SELECT *, sum(%3$s) OVER ahead <= ? OR %4$s = first_value(%4$s) OVER ahead AS fits FROM (
                SELECT %1$s, is_near, %5$s FROM (
                  SELECT *, sum(%6$s) OVER ahead <= %7$s OR %4$s = first_value(%4$s) OVER ahead AS is_near
                  FROM (%8$s) wanted %9$s
                ) weighed OFFSET 0
              ) made %9$s
            ) counted
            """.formatted(
                String.join(", ", columns),
                list(texts, ", ", text -> "CASE WHEN fits THEN " + text.name() + " END AS " + text.name()),
                list(texts, " + ", text -> "coalesce(octet_length(" + text.name() + "), 0)"),
                place,
                list(texts, ", ", text -> "CASE WHEN is_near THEN (" + text.shown() + ")::text END AS " + text.name()),
                list(texts, " + ", text -> weight(text.name())),
                PageRoom.TEXT_BYTES_MAX,
                rows,
                window);
    }

    /// A query of short pages in its two forms.
    ///
    /// @param quick for small texts, without sums: gives each text that fits into its row's part of the room
    /// @param exact for pages that the quick form has cut short
    public record Forms(String quick, String exact) {

        public String of(PageRows<?> rows) {
            return rows.areAskedQuickly() ? quick : exact;
        }
    }

    /// A query of pages with one text, in both forms. Its first parameter is [PageRows#textBytesAsked].
    public static Forms forms(List<String> columns, Text text, String rows, String order) {
        return new Forms(quick(columns, text, rows, order), page(columns, List.of(text), rows, order));
    }

    /// A query that gives each text whose length is at most the first parameter, without a sum of the others.
    public static String quick(List<String> columns, Text text, String rows, String order) {
        String all = String.join(", ", columns);
        String name = text.name();
        return "SELECT " + all + ", false AS is_near, CASE WHEN octet_length(" + name + ") <= text_bytes THEN " + name
                + " END AS " + name + " FROM (\n  SELECT " + all + ", text_bytes, CASE WHEN " + weight(name)
                + " <= text_bytes THEN (" + text.shown() + ")::text END AS " + name
                + "\n  FROM (SELECT ?::bigint AS text_bytes) room CROSS JOIN LATERAL (" + rows
                + ") wanted OFFSET 0\n) made ORDER BY " + order + "\n";
    }

    private static String weight(String column) {
        return "coalesce(pg_column_size(" + column + ") * CASE WHEN pg_column_compression(" + column
                + ") IS NULL THEN 1 ELSE " + COMPRESSION + " END, 0)";
    }

    private static String list(List<Text> texts, String between, Function<Text, String> written) {
        return texts.stream().map(written).collect(Collectors.joining(between));
    }
}
