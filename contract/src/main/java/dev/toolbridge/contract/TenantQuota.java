package dev.toolbridge.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The quotas of a tenant that its API enforces, by the names that they have in the file of quotas.
public enum TenantQuota {
    ITEMS,
    BYTES,
    REQUESTS_A_DAY,
    TOOL_CALLS_A_DAY,
    KEYS;

    private static final String OF_A_DAY = "_A_DAY";
    private static final int STORED_STATUS = 413;

    /// The quota of that name, if there is one.
    public static Optional<TenantQuota> find(String word) {
        return Arrays.stream(values())
                .filter(quota -> quota.word().equals(word))
                .findFirst();
    }

    /// The name in JSON: `requests_a_day`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Tells if the quota is of what is done in a day (UTC), and not of what is stored.
    public boolean isOfDay() {
        return name().endsWith(OF_A_DAY);
    }

    /// The status that refuses more: of a day's quota that of its code, of what is stored that of too large requests.
    public int status() {
        return isOfDay() ? ErrorCode.QUOTA_EXCEEDED.status() : STORED_STATUS;
    }

    /// The name of a header about it: `X-Quota-Tool-Calls-Limit`.
    public String header(String figure) {
        String subject = Arrays.stream(word().replace("_a_day", "").split("_", -1))
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining("-"));
        return "X-Quota-" + subject + "-" + figure;
    }
}
