package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;

/// What a device says of an item that it pushes, beside its fields.
///
/// @param updatedAtMs when the device changed it, by its own clock
/// @param version the version that the device has
/// @param deletedAtMs when it was deleted, if it is deleted
public record Stamp(long updatedAtMs, long version, OptionalLong deletedAtMs) {
    private static final List<String> TIME_FIELDS = List.of("updatedTs", "updatedAt", "updateTime");

    /// How far ahead of us a device's clock may be.
    private static final long AHEAD_MAX_MS = 5_000;

    /// The largest whole number that every JSON reader keeps exactly.
    private static final long VERSION_MAX = (1L << 53) - 1;

    /// The stamp of a pushed item; what is missing or cannot be read is taken as now, as 1, and as not deleted.
    public static Stamp of(ObjectNode fields, long nowMs) {
        long updatedAtMs = TIME_FIELDS.stream()
                .map(field -> time(fields.path(field)))
                .flatMapToLong(OptionalLong::stream)
                .findFirst()
                .orElse(nowMs);
        JsonNode sync = fields.path("sync");
        boolean deleted =
                sync.path("isDeleted").isBoolean() && sync.path("isDeleted").booleanValue();
        return new Stamp(
                updatedAtMs,
                version(sync.path("version")),
                deleted ? OptionalLong.of(time(sync.path("deletedAt")).orElse(updatedAtMs)) : OptionalLong.empty());
    }

    public boolean isDeleted() {
        return deletedAtMs.isPresent();
    }

    boolean isAheadOf(long nowMs) {
        return updatedAtMs > nowMs + AHEAD_MAX_MS;
    }

    /// The same with no time further ahead than clocks may be.
    Stamp clamped(long nowMs) {
        long latestMs = nowMs + AHEAD_MAX_MS;
        var deleted = deletedAtMs.isPresent()
                ? OptionalLong.of(Math.min(deletedAtMs.getAsLong(), latestMs))
                : OptionalLong.empty();
        return new Stamp(Math.min(updatedAtMs, latestMs), version, deleted);
    }

    private static OptionalLong time(JsonNode value) {
        return value.isTextual() ? Times.parse(value.textValue()) : OptionalLong.empty();
    }

    private static long version(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue()
                        .max(java.math.BigDecimal.ONE)
                        .min(java.math.BigDecimal.valueOf(VERSION_MAX))
                        .longValue()
                : 1;
    }
}
