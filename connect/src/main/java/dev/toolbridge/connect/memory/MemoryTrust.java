package dev.toolbridge.connect.memory;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The trust in a memory: it halves with the time since somebody wrote or verified it, as at the server.
public record MemoryTrust(double factor, String state) {
    private static final Map<String, Long> HALF_LIFE_DAYS =
            Map.of("fact", 90L, "gotcha", 180L, "convention", 365L, "decision", 730L);
    private static final double LEAST = 0.25;
    private static final double DISPUTED = 0.3;
    private static final int OLD_HALF_LIVES = 2;

    /// The trust in a memory at a time.
    public static MemoryTrust of(JsonNode memory, Instant now) {
        double lives = memory.path("pinned").asBoolean()
                ? 0
                : Math.max(
                        0,
                        (double) age(memory, now).toSeconds() / halfLife(memory).toSeconds());
        double factor = Math.max(LEAST, Math.pow(2, -lives));
        if (memory.path("disputed").asBoolean()) {
            return new MemoryTrust(factor * DISPUTED, "disputed");
        }
        return new MemoryTrust(factor, lives < 1 ? "fresh" : lives < OLD_HALF_LIVES ? "aging" : "stale");
    }

    private static Duration halfLife(JsonNode memory) {
        return Duration.ofDays(
                HALF_LIFE_DAYS.getOrDefault(memory.path(Memory.TYPE).asText(), 90L));
    }

    private static Duration age(JsonNode memory, Instant now) {
        return Stream.of("updateTime", "updatedTs", "verifiedAt")
                .flatMap(field -> time(memory.path(field)).stream())
                .max(Instant::compareTo)
                .map(latest -> Duration.between(latest, now))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return text.isTextual() ? Optional.of(Instant.parse(text.textValue())) : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
