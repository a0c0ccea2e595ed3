package dev.toolbridge.token;

import dev.toolbridge.service.digest.NamedUuid;
import java.util.UUID;

/// The id of a user: a UUIDv5 (RFC 9562, section 5.5) of issuer and subject, the same at every server.
public final class UserId {
    private static final UUID NAMESPACE = UUID.fromString("6f1d7a0e-2b1c-5e0f-9a59-3c0f5d0c7a11");

    private UserId() {}

    public static UUID of(String issuer, String subject) {
        return NamedUuid.of(NAMESPACE, issuer + "\n" + subject);
    }
}
