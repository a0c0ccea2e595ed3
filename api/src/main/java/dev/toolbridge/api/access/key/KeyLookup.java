package dev.toolbridge.api.access.key;

import java.util.Optional;

/// Finds keys by their stored hash.
@FunctionalInterface
public interface KeyLookup {

    /// The valid key with that hash, if any; records that it was used.
    Optional<ApiKey> use(byte[] hash);
}
