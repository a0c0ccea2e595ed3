package dev.toolbridge.api.access.key;

import java.util.Optional;

/// Finds keys by what is stored of them.
@FunctionalInterface
public interface KeyLookup {

    /// The key with that hash, if there is one that is good now; that it was used is noted.
    Optional<ApiKey> use(byte[] hash);
}
