package dev.toolbridge.moving.reader;

import dev.toolbridge.moving.reader.ReportLine.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Lines of a report, counted by kind and subject. It keeps the first lines of each subject and no more. Subjects come
/// from files, too: those beyond the most that are told apart count together.
public final class ReportCounts {
    private static final int LINES_KEPT_MAX = 20;
    private static final int SUBJECTS_MAX = 200;
    private static final String OTHERS = "others";

    private final Map<Subject, Counted> subjects = new LinkedHashMap<>();

    public void add(ReportLine line) {
        var subject = new Subject(line.kind(), line.subject());
        boolean isTold = subjects.size() < SUBJECTS_MAX || subjects.containsKey(subject);
        var counted = isTold ? subject : new Subject(line.kind(), OTHERS);
        subjects.computeIfAbsent(counted, ignored -> new Counted()).add(line);
    }

    /// The subjects: refusals first, then what was left out, then remarks.
    public List<Entry> entries() {
        return subjects.entrySet().stream()
                .map(entry -> new Entry(
                        entry.getKey().kind(), entry.getKey().name(), entry.getValue().count, entry.getValue().first))
                .sorted(Comparator.comparing(Entry::kind))
                .toList();
    }

    /// The number of lines of a kind.
    public long count(Kind kind) {
        return entries().stream()
                .filter(entry -> entry.kind() == kind)
                .mapToLong(Entry::count)
                .sum();
    }

    /// A subject with the number of its lines and the first of them.
    public record Entry(Kind kind, String subject, long count, List<ReportLine> first) {
        public Entry {
            first = List.copyOf(first);
        }
    }

    private record Subject(Kind kind, String name) {}

    private static final class Counted {
        private long count;
        private final List<ReportLine> first = new ArrayList<>();

        void add(ReportLine line) {
            count++;
            if (first.size() < LINES_KEPT_MAX) {
                first.add(line);
            }
        }
    }
}
