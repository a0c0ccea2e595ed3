package dev.toolbridge.moving.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.moving.csv.Rows;
import dev.toolbridge.moving.json.BoundedJson;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.ReadRefusal.Reason;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.BoundedLines;
import dev.toolbridge.moving.text.Room;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;

/// Reads CSV and JSON Lines: an item a row, of the type and with the fields that `--map` names.
public final class TableReader implements Reader {
    private static final String FORMAT = "table";
    private static final Set<String> TABLES = Set.of("csv", "tsv");
    private static final Set<String> LINES = Set.of("jsonl", "ndjson");
    private static final int LINE_LENGTH_MAX = Room.forText(32 << 20);

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "CSV or JSON Lines";
    }

    @Override
    public boolean recognises(Source source) {
        return source.members().stream().anyMatch(TableReader::isTable);
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var map = options.map()
                .orElseThrow(() -> new ReadRefusal(
                        Reason.BAD_MAP,
                        "A table needs --map, which names the type of its rows, such as --map task:title=Name."));
        var items = new ItemOutput(FORMAT, options, sink);
        for (SourceMember member : source.members()) {
            var rows = new MappedRows(map, member.path(), items);
            if (TABLES.contains(OtherFiles.extension(member.path()))) {
                Rows.read(member, items, (row, number) -> {
                    ObjectNode object = JsonNodeFactory.instance.objectNode();
                    row.forEach(object::put);
                    rows.give(object, number);
                });
            } else if (isTable(member)) {
                readLines(member, rows, items);
            }
        }
        OtherFiles.report(source, items, TableReader::isTable);
    }

    private static boolean isTable(SourceMember member) {
        String extension = OtherFiles.extension(member.path());
        return TABLES.contains(extension) || LINES.contains(extension);
    }

    private static void readLines(SourceMember member, MappedRows rows, ItemOutput items) throws IOException {
        try (var lines = new BoundedLines(TextFile.stream(member, items), LINE_LENGTH_MAX)) {
            int number = 0;
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                number++;
                if (lines.tooLong()) {
                    items.refused("size", rows.where(number), "the line is too long");
                } else if (!line.get().isBlank()) {
                    readLine(line.get(), number, rows);
                }
            }
        }
    }

    private static void readLine(String line, int number, MappedRows rows) throws IOException {
        try (var parser = BoundedJson.parser(new StringReader(line), LINE_LENGTH_MAX)) {
            parser.nextToken();
            JsonNode value = BoundedJson.value(parser, LINE_LENGTH_MAX);
            if (value instanceof ObjectNode row && parser.nextToken() == null) {
                rows.give(row, number);
            } else {
                rows.refused(number, "it is no JSON object, or names a field twice");
            }
        } catch (JsonProcessingException broken) {
            rows.refused(number, "it is no JSON: " + TextFile.reason(broken));
        }
    }
}
