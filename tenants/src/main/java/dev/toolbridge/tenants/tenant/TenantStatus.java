package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /// The name in JSON and in the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<TenantStatus> read(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
