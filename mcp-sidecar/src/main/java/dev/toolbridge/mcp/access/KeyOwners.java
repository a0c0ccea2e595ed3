package dev.toolbridge.mcp.access;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;

/// Finds the owner of an API key. Only the API knows it: keys name no owner, and this server stores none.
@FunctionalInterface
public interface KeyOwners {

    /// The owner of a key; empty when the key is not valid.
    ///
    /// @throws Refusal if the key does not open that tenant, or if its owner cannot be found out now
    Optional<KeyOwner> find(ShownKey shown);

    /// A key that a request came with.
    ///
    /// @param tenant the tenant that the request selected
    /// @param forwardedFor the addresses that the request passed, its own sender last
    record ShownKey(Secret key, Optional<String> tenant, String forwardedFor, String correlationId) {}
}
