package dev.toolbridge.moving.csv;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.Decoded;
import dev.toolbridge.moving.text.Room;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;

/// The rows of a table with a header. The separator is a comma, a semicolon or a tab: the one that the header has most.
public final class Rows {
    /// The columns of a table.
    public static final int COLUMNS_MAX = 1_000;

    private static final int HEADER_LENGTH_MAX = 1 << 17;
    private static final int CELL_LENGTH_MAX = Room.forText(4 << 20);
    private static final String SEPARATORS = ",;\t";
    private static final Pattern NAMED = Pattern.compile("(?i)\"?sep=([^\\r\\n\"])\"?\\r?\\n");
    private static final int NAMED_LENGTH = 10;

    private Rows() {}

    /// Takes a row by the names of its columns, without empty cells, and its number, which counts from 1.
    public interface Taker {
        void take(SequencedMap<String, String> row, int number);
    }

    /// Gives each row. A table that breaks off is a line, after the rows before the break.
    public static void read(SourceMember member, ItemOutput items, Taker taker) {
        try (var text = new BufferedReader(TextFile.stream(member, items), HEADER_LENGTH_MAX);
                var parser = parser(text)) {
            List<String> header = next(parser);
            if (header.size() > COLUMNS_MAX) {
                items.refused("file", member.path(), "it has more than " + COLUMNS_MAX + " columns");
                return;
            }
            List<String> names = names(header);
            int number = 1;
            for (List<String> row = next(parser); !row.isEmpty(); row = next(parser)) {
                take(names, row, number++, taker);
            }
        } catch (JsonProcessingException broken) {
            items.refused("file", member.path(), "it breaks off: " + TextFile.reason(broken));
        } catch (IOException broken) {
            items.refused("file", member.path(), "it cannot be read");
        }
    }

    /// The names of the columns; none if the file is no table.
    public static List<String> header(SourceMember member) throws IOException {
        try (var text = new BufferedReader(new StringReader(beginning(member)), HEADER_LENGTH_MAX);
                var parser = parser(text)) {
            return next(parser);
        } catch (JsonProcessingException broken) {
            return List.of();
        }
    }

    private static String beginning(SourceMember member) throws IOException {
        try (var bytes = member.open()) {
            return Decoded.beginning(bytes, HEADER_LENGTH_MAX);
        }
    }

    /// The names of the columns, each once: the second of two alike has a number.
    private static List<String> names(List<String> header) {
        var names = new LinkedHashSet<String>();
        for (String name : header) {
            names.add(free(name.isBlank() ? column(names.size()) : name.strip(), names));
        }
        return List.copyOf(names);
    }

    private static String column(int index) {
        return "column " + (index + 1);
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + " (" + number + ")";
        }
        return free;
    }

    private static void take(List<String> names, List<String> row, int number, Taker taker) {
        var cells = new LinkedHashMap<String, String>();
        for (int index = 0; index < row.size(); index++) {
            String name = index < names.size() ? names.get(index) : free(column(index), cells.keySet());
            if (!row.get(index).isBlank()) {
                cells.put(name, row.get(index));
            }
        }
        if (!cells.isEmpty()) {
            taker.take(cells, number);
        }
    }

    private static CsvParser parser(Reader text) throws IOException {
        var factory = CsvFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(CELL_LENGTH_MAX)
                        .build())
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .build();
        CsvParser parser = factory.createParser(text);
        parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(separator(text)));
        parser.nextToken();
        return parser;
    }

    /// The separator that spreadsheet programs name in a line of its own before the header, such as `sep=;`. That
    /// line is read then.
    private static OptionalInt namedSeparator(Reader text) throws IOException {
        text.mark(NAMED_LENGTH);
        char[] line = new char[NAMED_LENGTH];
        int length = Math.max(text.read(line), 0);
        var named = NAMED.matcher(new String(line, 0, length));
        text.reset();
        if (!named.lookingAt() || SEPARATORS.indexOf(named.group(1)) < 0) {
            return OptionalInt.empty();
        }
        var _ = text.skip(named.end());
        return OptionalInt.of(named.group(1).charAt(0));
    }

    private static char separator(Reader text) throws IOException {
        OptionalInt named = namedSeparator(text);
        if (named.isPresent()) {
            return (char) named.getAsInt();
        }
        text.mark(HEADER_LENGTH_MAX);
        int[] counts = new int[SEPARATORS.length()];
        boolean quoted = false;
        for (int count = 0; count < HEADER_LENGTH_MAX - 1; count++) {
            int character = text.read();
            if (character < 0 || (!quoted && (character == '\n' || character == '\r'))) {
                break;
            }
            quoted ^= character == '"';
            int kind = SEPARATORS.indexOf(character);
            counts[Math.max(kind, 0)] += kind >= 0 && !quoted ? 1 : 0;
        }
        text.reset();
        int best = counts[1] > counts[0] ? 1 : 0;
        return SEPARATORS.charAt(counts[2] > counts[best] ? 2 : best);
    }

    private static List<String> next(CsvParser parser) throws IOException {
        var cells = new ArrayList<String>();
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return cells;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (cells.size() <= COLUMNS_MAX) {
                cells.add(parser.getText());
            }
        }
        return cells;
    }
}
