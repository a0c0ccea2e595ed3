package dev.toolbridge.api.transfer;

import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The plan of an import: what a reader finds, counted, with the first items. It writes nothing.
public final class ForeignPlan implements Sink {
    private static final int FIRST = 10;
    private static final int TITLE_MAX = 80;
    private static final List<String> TITLES = List.of("title", "name", "content");

    private final SequencedMap<String, Long> counts = new TreeMap<>();
    private final List<String> first = new ArrayList<>();
    private final ReportCounts lines = new ReportCounts();

    @Override
    public void item(ImportedItem item) {
        counts.merge(item.type().plural(), 1L, Long::sum);
        if (first.size() < FIRST) {
            first.add(item.type().name() + " " + title(item));
        }
    }

    @Override
    public void line(ReportLine line) {
        lines.add(line);
    }

    private static String title(ImportedItem item) {
        String title = TITLES.stream()
                .map(name -> item.payload().path(name).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(item.id());
        String line = title.lines().findFirst().orElse("");
        return line.length() <= TITLE_MAX ? line : line.substring(0, TITLE_MAX) + "…";
    }

    /// The numbers of items by the plural of their type.
    public SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /// The first items, for people.
    public List<String> first() {
        return List.copyOf(first);
    }

    public ReportCounts lines() {
        return lines;
    }
}
