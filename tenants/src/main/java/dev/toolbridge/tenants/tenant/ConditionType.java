package dev.toolbridge.tenants.tenant;

import java.util.Arrays;
import java.util.Optional;

/// The conditions of a tenant.
public enum ConditionType {
    DATABASE("Database"),
    IDENTITY("Identity"),
    SECRETS("Secrets"),
    RUNTIME("Runtime"),
    ROUTED("Routed"),
    CERTIFICATES("Certificates"),
    MEMORY_LIMITED("MemoryLimited"),
    ISOLATED("Isolated"),
    WITHIN_QUOTAS("WithinQuotas"),
    DRIFTED("Drifted");

    private final String word;

    ConditionType(String word) {
        this.word = word;
    }

    /// The name in JSON and in the database.
    public String word() {
        return word;
    }

    public static Optional<ConditionType> read(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
