package dev.toolbridge.moving.calendar;

import dev.toolbridge.moving.reader.ItemOutput;
import dev.toolbridge.moving.reader.OtherFiles;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.Reader;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.reader.TextFile;
import dev.toolbridge.moving.source.Source;
import dev.toolbridge.moving.source.SourceMember;
import dev.toolbridge.moving.text.BoundedLines;
import dev.toolbridge.moving.text.Decoded;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads the `VTODO` of iCalendar files, each by itself, so that a broken one is a line.
public final class CalendarReader implements Reader {
    private static final String FORMAT = "icalendar";
    private static final Set<String> EXTENSIONS = Set.of("ics", "ical", "ifb", "icalendar");
    private static final int LINE_LENGTH_MAX = Todos.LENGTH_MAX + 1;
    private static final int BEGINNING = 4_096;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public String program() {
        return "iCalendar tasks (VTODO)";
    }

    @Override
    public boolean recognises(Source source) throws IOException {
        return source.holds(CalendarReader::isCalendar);
    }

    @Override
    public void read(Source source, ReadOptions options, Sink sink) throws IOException {
        var items = new ItemOutput(FORMAT, options, sink);
        for (SourceMember member : source.members()) {
            if (isCalendar(member)) {
                readFile(member, items);
            } else {
                items.leftOut(OtherFiles.kind(member.path()), member.path(), member.name());
            }
        }
        OtherFiles.report(source, items, member -> true);
    }

    private static boolean isCalendar(SourceMember member) throws IOException {
        if (!EXTENSIONS.contains(OtherFiles.extension(member.path()))) {
            return false;
        }
        try (var bytes = member.open()) {
            String beginning = Decoded.beginning(bytes, BEGINNING);
            return beginning.strip().toUpperCase(Locale.ROOT).startsWith("BEGIN:VCALENDAR");
        }
    }

    private static void readFile(SourceMember file, ItemOutput items) throws IOException {
        try (var lines = new BoundedLines(TextFile.stream(new UnfoldedFile(file), items), LINE_LENGTH_MAX)) {
            var todos = new Todos(file, items);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                todos.line(line.get());
            }
            todos.end();
        }
    }
}
