package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/// The trust that a memory deserves: it halves with the time since somebody wrote or verified it.
///
/// @param value between [#LEAST] and 1
/// @param since the time of the last writing or verification
/// @param halfLife the time in which it halves
record Trust(double value, State state, Instant since, Duration halfLife) {
    static final double LEAST = 0.25;
    private static final double OF_DISPUTED = 0.3;
    private static final Duration OF_FACTS = Duration.ofDays(90);
    private static final Map<String, Duration> HALF_LIVES = Map.of(
            "fact", OF_FACTS,
            "gotcha", Duration.ofDays(180),
            "convention", Duration.ofDays(365),
            "decision", Duration.ofDays(730));

    /// The state of a memory, by which a reader judges it.
    enum State {
        FRESH,
        AGING,
        STALE,
        DISPUTED,
        SUPERSEDED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Trust of(ObjectNode memory, MemoryOrigin origin, Instant now) {
        Instant since = since(memory, origin, now);
        Duration halfLife = HALF_LIVES.getOrDefault(memory.path("memoryType").asText(), OF_FACTS);
        double halvings = Math.max(0, Duration.between(since, now).toMillis()) / (double) halfLife.toMillis();
        boolean isPinned = memory.path("pinned").booleanValue();
        boolean isDisputed = memory.path("disputed").booleanValue();
        double decayed = isPinned ? 1 : Math.pow(0.5, halvings);
        double value = Math.max(LEAST, decayed * (isDisputed ? OF_DISPUTED : 1));
        State state = origin.isSuperseded()
                ? State.SUPERSEDED
                : isDisputed ? State.DISPUTED : isPinned ? State.FRESH : ofAge(halvings);
        return new Trust(value, state, since, halfLife);
    }

    /// Fresh for one half-life, aging for another one; after two, trust is at its least.
    private static State ofAge(double halvings) {
        return halvings < 1 ? State.FRESH : halvings < 2 ? State.AGING : State.STALE;
    }

    /// A verification in the future counts as one now.
    private static Instant since(ObjectNode memory, MemoryOrigin origin, Instant now) {
        Instant verified = Times.instant(memory.path("verifiedAt").asText("")).stream()
                .mapToObj(Instant::ofEpochMilli)
                .findFirst()
                .orElse(Instant.MIN);
        Instant latest = verified.isAfter(origin.at()) ? verified : origin.at();
        return latest.isAfter(now) ? now : latest;
    }
}
