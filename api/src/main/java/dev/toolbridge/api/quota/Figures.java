package dev.toolbridge.api.quota;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.error.Refusal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The use of a quota against its limit.
public record Figures(TenantQuota quota, long limit, long used) {

    /// The part of a limit from which on answers warn, in percent.
    static final int WARNED_PERCENT = 80;

    private static final int WHOLE = 100;

    public long remaining() {
        return Math.max(0, limit - used);
    }

    /// Tells if so much is used that the tenant should be warned.
    public boolean isNear() {
        return used >= limit || used / (double) limit >= WARNED_PERCENT / (double) WHOLE;
    }

    SequencedMap<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put(quota.header("Limit"), Long.toString(limit));
        headers.put(quota.header("Used"), Long.toString(used));
        headers.put(quota.header("Remaining"), Long.toString(remaining()));
        return headers;
    }

    /// The refusal of what would use more. What is of a day is allowed again on the next.
    public Refusal refusal(Instant now) {
        String subject = quota.word().replace('_', ' ');
        Refusal refusal = Refusal.of(
                        ErrorCode.QUOTA_EXCEEDED,
                        "the workspace's quota of " + subject + " is used up: " + used + " of " + limit)
                .answeredWith(quota.status())
                .fact("quota", quota.word())
                .fact("limit", limit)
                .fact("used", used);
        for (var header : headers().entrySet()) {
            refusal = refusal.header(header.getKey(), header.getValue());
        }
        return quota.isOfDay() ? refusal.header("Retry-After", Long.toString(secondsLeft(now))) : refusal;
    }

    private static long secondsLeft(Instant now) {
        var today = now.atZone(ZoneOffset.UTC);
        var tomorrow = today.toLocalDate().plusDays(1).atStartOfDay(ZoneOffset.UTC);
        return Math.max(1, tomorrow.toEpochSecond() - today.toEpochSecond());
    }
}
