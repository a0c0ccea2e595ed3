package dev.toolbridge.mcp.protocol;

import java.util.Arrays;
import java.util.Optional;

/// The revisions of the protocol that have sessions, oldest first.
public enum Revision {
    R2024_11_05("2024-11-05"),
    R2025_03_26("2025-03-26"),
    R2025_06_18("2025-06-18"),
    R2025_11_25("2025-11-25");

    /// The answer to a client that asks for an unknown revision.
    public static final Revision NEWEST = R2025_11_25;

    private final String wireName;

    Revision(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Revision> find(String wireName) {
        return Arrays.stream(values())
                .filter(revision -> revision.wireName.equals(wireName))
                .findFirst();
    }
}
