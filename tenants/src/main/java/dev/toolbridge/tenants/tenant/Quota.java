package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A measure that a tenant may use up to a limit.
public enum Quota {
    ITEMS,
    BYTES,
    REQUESTS_A_DAY,
    TOOL_CALLS_A_DAY,
    KEYS,
    DOMAINS,
    MEMORY_MB,
    INSTANCES,
    APPS;

    /// The name in JSON and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Quota> read(String word) {
        return Arrays.stream(values())
                .filter(quota -> quota.word().equals(word))
                .findFirst();
    }
}
