package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A device's own version and times of a pushed item, beside the fields.
///
/// @param updatedAtMs the time of the device's change, by its own clock
/// @param version the version that the device has
/// @param deletedAtMs the time of the deletion, if it is deleted
public record Stamp(long updatedAtMs, long version, OptionalLong deletedAtMs) {
    static final String SYNC = "sync";
    static final String VERSION = "version";
    static final String IS_DELETED = "isDeleted";
    static final String DELETED_AT = "deletedAt";

    private static final List<String> TIME_FIELDS = List.of("updatedTs", "updatedAt", "updateTime");

    /// The time that a device's clock may be ahead of ours.
    private static final long AHEAD_MAX_MS = 5_000;

    /// The highest version of a new item: even after many changes it stays exact for readers of JSON.
    public static final long VERSION_MAX = 1L << 31;

    private static final BigDecimal WHOLE_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    /// The stamp of a pushed item. A missing or null member counts as now, as 1, and as not deleted.
    ///
    /// @throws Refusal `invalid_field` for a member that cannot be read
    public static Stamp of(ObjectNode fields, long nowMs) {
        long updatedAtMs = TIME_FIELDS.stream()
                .filter(fields::hasNonNull)
                .findFirst()
                .map(field -> time(field, fields.get(field)))
                .orElse(nowMs);
        JsonNode sync = fields.hasNonNull(SYNC) ? fields.get(SYNC) : MissingNode.getInstance();
        if (!sync.isMissingNode() && !sync.isObject()) {
            throw unreadable(SYNC, "an object");
        }
        long deletedAtMs = sync.hasNonNull(DELETED_AT) ? time("sync.deletedAt", sync.get(DELETED_AT)) : updatedAtMs;
        return new Stamp(
                updatedAtMs,
                sync.hasNonNull(VERSION) ? version(sync.get(VERSION)) : 1,
                sync.hasNonNull(IS_DELETED) && flag(sync.get(IS_DELETED))
                        ? OptionalLong.of(deletedAtMs)
                        : OptionalLong.empty());
    }

    public boolean isDeleted() {
        return deletedAtMs.isPresent();
    }

    boolean isAheadOf(long nowMs) {
        return updatedAtMs > nowMs + AHEAD_MAX_MS;
    }

    /// The same stamp with its times clamped to the limit for clocks.
    Stamp clamped(long nowMs) {
        long latestMs = nowMs + AHEAD_MAX_MS;
        var deleted = deletedAtMs.isPresent()
                ? OptionalLong.of(Math.min(deletedAtMs.getAsLong(), latestMs))
                : OptionalLong.empty();
        return new Stamp(Math.min(updatedAtMs, latestMs), version, deleted);
    }

    /// Refuses a version that no item has; many changes may have taken an item past the highest first version.
    Stamp requirePossible(Optional<Item> stored) {
        if (version > Math.max(VERSION_MAX, stored.map(Item::version).orElse(0L))) {
            throw badVersion();
        }
        return this;
    }

    private static long time(String field, JsonNode value) {
        return Times.parse(value)
                .orElseThrow(() -> unreadable(field, "an RFC 3339 time or the milliseconds since 1970"));
    }

    private static boolean flag(JsonNode value) {
        boolean isOne = isNumber(value, BigDecimal.ONE);
        if (!value.isBoolean() && !isOne && !isNumber(value, BigDecimal.ZERO)) {
            throw unreadable("sync.isDeleted", "true, false, 0 or 1");
        }
        return isOne || value.booleanValue();
    }

    private static boolean isNumber(JsonNode value, BigDecimal number) {
        return value.isNumber() && value.decimalValue().compareTo(number) == 0;
    }

    /// Checks the bounds first: a number with a large exponent must not be written out.
    private static long version(JsonNode value) {
        if (!value.isNumber()
                || value.decimalValue().compareTo(WHOLE_MAX) > 0
                || value.decimalValue().stripTrailingZeros().scale() > 0) {
            throw badVersion();
        }
        return value.decimalValue().max(BigDecimal.ONE).longValueExact();
    }

    private static Refusal badVersion() {
        return unreadable("sync.version", "a whole number up to " + VERSION_MAX);
    }

    private static Refusal unreadable(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "field " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}
