package dev.toolbridge.api.item;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Makes sure that a request is carried out once, however often it is sent.
///
/// @param user whose key it is
/// @param key the name that the client gave the request
/// @param request a digest of the request; the same key on another request is a mistake
/// @param receipt what is kept to answer the request again; nothing when it was not carried out
public record Once(UUID user, String key, String request, Function<Applied, Optional<byte[]>> receipt) {}
