package dev.toolbridge.api.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// Copies the rows of one table as text, out of the database and into it.
///
/// @param columns the columns that are copied, in that order
record TableCopy(String table, List<String> columns) {

    /// Writes all rows that are not wiped, in the order of their primary key.
    Manifest.Table writeTo(OutputStream target, Snapshot snapshot) throws IOException, SQLException {
        try (var text = new CopyText(target)) {
            snapshot.copies()
                    .copyOut(
                            "COPY (SELECT %s FROM %s AS row_of %s ORDER BY %s) TO STDOUT"
                                    .formatted(
                                            list(), quoted(table), snapshot.present(table), snapshot.primaryKey(table)),
                            text);
            return new Manifest.Table(table, columns, text.rows(), text.bytes(), text.sha256());
        }
    }

    Manifest.Table writeTo(Path file, Snapshot snapshot) throws IOException, SQLException {
        try (var target = new GZIPOutputStream(Files.newOutputStream(file))) {
            return writeTo(target, snapshot);
        }
    }

    /// Adds the rows of a file by way of a temporary table, since COPY cannot write where policies hold.
    void readFrom(Path file, Snapshot snapshot) throws IOException, SQLException {
        stage(file, snapshot);
        snapshot.execute("INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %2$s FROM restored"
                .formatted(quoted(table), list()));
        snapshot.execute("DROP TABLE restored");
    }

    /// Makes the rows those of a file: only what differs is written, so that doing it again is quick. Rows of a table
    /// that is only added to stay as they are.
    void matchTo(Path file, Snapshot snapshot) throws IOException, SQLException {
        stage(file, snapshot);
        snapshot.execute("ANALYZE restored");
        String key = snapshot.primaryKey(table);
        if (snapshot.may("DELETE", table)) {
            deleteExcept(quoted(table) + " AS row_of " + snapshot.present(table), key, snapshot);
            deleteExcept("restored", key, snapshot);
        }
        String change = snapshot.may("UPDATE", table) ? "UPDATE SET " + each("% = excluded.%") : "NOTHING";
        snapshot.execute("""
                INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
                SELECT %3$s FROM restored part LEFT JOIN %1$s present USING (%4$s)
                WHERE ROW(%3$s) IS DISTINCT FROM ROW(%5$s)
                ON CONFLICT (%4$s) DO %6$s
                """.formatted(quoted(table), list(), each("part.%"), key, each("present.%"), change));
        snapshot.execute("DROP TABLE restored");
    }

    /// Deletes the rows whose keys are not among these.
    private void deleteExcept(String kept, String key, Snapshot snapshot) throws SQLException {
        snapshot.execute("DELETE FROM %1$s WHERE (%2$s) IN (SELECT %2$s FROM %1$s EXCEPT SELECT %2$s FROM %3$s)"
                .formatted(quoted(table), key, kept));
    }

    private void stage(Path file, Snapshot snapshot) throws IOException, SQLException {
        snapshot.execute("CREATE TEMP TABLE restored ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA"
                .formatted(list(), quoted(table)));
        try (var text = new GZIPInputStream(Files.newInputStream(file))) {
            snapshot.copies().copyIn("COPY restored (%s) FROM STDIN".formatted(list()), text);
        }
    }

    /// The columns, each in the place of `%` in this form.
    private String each(String form) {
        return columns.stream().map(column -> form.replace("%", quoted(column))).collect(Collectors.joining(", "));
    }

    private String list() {
        return columns.stream().map(TableCopy::quoted).collect(Collectors.joining(", "));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
