package dev.toolbridge.mcp.access;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;

/// Finds out whose an API key is. This server cannot know by itself: keys say nothing, and it keeps none.
@FunctionalInterface
public interface KeyOwners {

    /// The owner of a key; empty when it is no good.
    ///
    /// @throws Refusal if the key does not open that tenant, or if nobody can say whose it is now
    Optional<KeyOwner> find(ShownKey shown);

    /// A key that a request came with.
    ///
    /// @param tenant the tenant that the request selected
    /// @param forwardedFor the addresses that the request came along, its own sender last
    record ShownKey(Secret key, Optional<String> tenant, String forwardedFor, String correlationId) {}
}
