package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The plans: each sets the limits that a tenant begins with.
public enum Plan {
    TRIAL(10_000, 1, 1),
    STANDARD(250_000, 10, 2),
    LARGE(2_500_000, 50, 4);

    private static final long BYTES_AN_ITEM = 8_192;
    private static final long REQUESTS_A_DAY = 50_000;
    private static final long TOOL_CALLS_A_DAY = 10_000;
    private static final long KEYS = 20;
    private static final long MEMORY_MB = 256;

    private static final Map<String, Plan> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Plan::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);
    private final long items;
    private final long scale;
    private final long instances;

    Plan(long items, long scale, long instances) {
        this.items = items;
        this.scale = scale;
        this.instances = instances;
    }

    /// The name in JSON and in the database.
    public String word() {
        return word;
    }

    public Quotas quotas() {
        var limits = new EnumMap<Quota, Long>(Map.of(
                Quota.ITEMS, items,
                Quota.BYTES, items * BYTES_AN_ITEM,
                Quota.REQUESTS_A_DAY, REQUESTS_A_DAY * scale,
                Quota.TOOL_CALLS_A_DAY, TOOL_CALLS_A_DAY * scale,
                Quota.KEYS, KEYS * scale,
                Quota.DOMAINS, scale,
                Quota.MEMORY_MB, MEMORY_MB * instances,
                Quota.INSTANCES, instances,
                Quota.APPS, scale));
        return new Quotas(limits);
    }

    public static Optional<Plan> read(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
