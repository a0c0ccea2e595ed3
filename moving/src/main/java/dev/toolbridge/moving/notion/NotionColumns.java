package dev.toolbridge.moving.notion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The columns of a database: the first is the title; a status and a date make its rows tasks, if that is asked for.
record NotionColumns(List<String> names) {
    static final Set<String> DONE =
            Set.of("done", "complete", "completed", "closed", "finished", "erledigt", "terminé");
    static final Set<String> STARTED = Set.of("in progress", "doing", "started", "in arbeit", "en cours");

    private static final Pattern STATUS = Pattern.compile("(?i)status|state|stage");
    private static final Pattern DATE = Pattern.compile("(?i)(?:due|date|deadline|due date|due by|datum|fällig.*)");

    NotionColumns {
        names = names.stream().map(String::strip).toList();
    }

    String title() {
        return names.isEmpty() ? "" : names.getFirst();
    }

    Optional<String> status() {
        return matching(STATUS);
    }

    Optional<String> date() {
        return matching(DATE);
    }

    private Optional<String> matching(Pattern pattern) {
        return names.stream()
                .skip(1)
                .filter(name -> pattern.matcher(name.toLowerCase(Locale.ROOT)).matches())
                .findFirst();
    }
}
