package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The state of a tenant as a whole.
public enum TenantStatus {
    PROVISIONING,
    ACTIVE,
    UPDATING,
    SUSPENDED,
    OFFBOARDING,
    RETAINED,
    DESTROYED,
    FAILED;

    private static final Map<String, TenantStatus> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TenantStatus::word, Function.identity()));

    private final String word = name().toLowerCase(Locale.ROOT);

    /// The name in JSON and in the database.
    public String word() {
        return word;
    }

    public static Optional<TenantStatus> read(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
