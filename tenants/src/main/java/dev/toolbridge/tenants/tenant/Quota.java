package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A measure that a tenant may use up to a limit.
public enum Quota {
    ITEMS,
    BYTES,
    REQUESTS_A_DAY,
    TOOL_CALLS_A_DAY,
    KEYS,
    DOMAINS,
    /// A release's launchers start with so much memory only.
    MEMORY_MB(128, 1L << 20),
    INSTANCES,
    APPS;

    /// All of them, in the order in which they are shown.
    public static final List<Quota> ALL = List.of(values());

    private static final Map<String, Quota> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Quota::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);
    private final long least;
    private final long most;

    Quota() {
        this(0, Quotas.LIMIT_MAX);
    }

    Quota(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /// The name in JSON and in the database.
    public String word() {
        return word;
    }

    /// The smallest limit that can be asked for.
    public long least() {
        return least;
    }

    /// The largest limit that can be asked for.
    public long most() {
        return most;
    }

    public static Optional<Quota> read(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
