package dev.toolbridge.api.write;

import java.util.UUID;

/// Names a request that is carried out once, even if it is sent several times.
///
/// @param user the owner of the key
/// @param key the name that the client gave the request
/// @param digest a digest of the request; the same key on another request is a mistake
public record Once(UUID user, String key, String digest) {}
