package dev.toolbridge.connect.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The changed lines of a settings file, with some lines around them.
public final class SettingsDifference {
    private static final int AROUND = 3;

    private SettingsDifference() {}

    /// The lines as people read them: with a minus those that go, with a plus those that come.
    public static String of(Optional<String> before, Optional<String> after) {
        List<String> old = lines(before);
        List<String> fresh = lines(after);
        int head = 0;
        while (head < Math.min(old.size(), fresh.size()) && old.get(head).equals(fresh.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(old.size(), fresh.size()) - head
                && old.get(old.size() - 1 - tail).equals(fresh.get(fresh.size() - 1 - tail))) {
            tail++;
        }
        var shown = new ArrayList<String>();
        old.subList(Math.max(0, head - AROUND), head).forEach(line -> shown.add("  " + line));
        old.subList(head, old.size() - tail).forEach(line -> shown.add("- " + line));
        fresh.subList(head, fresh.size() - tail).forEach(line -> shown.add("+ " + line));
        old.subList(old.size() - tail, Math.min(old.size(), old.size() - tail + AROUND))
                .forEach(line -> shown.add("  " + line));
        return String.join("\n", shown);
    }

    private static List<String> lines(Optional<String> text) {
        return text.map(known -> known.lines().toList()).orElseGet(List::of);
    }
}
