package dev.toolbridge.api.webhook;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.util.List;
import java.util.stream.Stream;

/// The names of events, and the patterns of names: `*` for all, `note.*` for those of one subject.
final class EventPatterns {
    static final String TEST = "webhook.test";
    static final int COUNT_MAX = 50;
    static final String EXPECTED =
            "names of events, such as note.created, or patterns, such as note.* and *; up to " + COUNT_MAX;

    private static final String ALL = "*";
    private static final List<String> TELLING =
            List.of("milestone.completed", "memory.synced", "memory.verified", "memory.conflict");
    private static final List<String> CHANGES = List.of(ALL, "created", "updated", "deleted");

    /// Every text that a subscription may name.
    static final List<String> KNOWN = Stream.of(
                    Stream.of(ALL),
                    Entities.STORED.stream().map(EventPatterns::subject).flatMap(subject -> CHANGES.stream()
                            .map(change -> subject + "." + change)),
                    TELLING.stream())
            .flatMap(names -> names)
            .sorted()
            .toList();

    private EventPatterns() {}

    private static String subject(EntityType type) {
        return type.name().equals("environment_variable") ? "env" : type.name();
    }
}
