package dev.toolbridge.api.access;

import dev.toolbridge.api.access.key.ApiKey;
import dev.toolbridge.token.VerifiedToken;

/// The credential by which a user was recognised.
public sealed interface Credential {

    /// A token that was verified.
    record Token(VerifiedToken token) implements Credential {}

    /// An API key that was found.
    record Key(ApiKey key) implements Credential {}

    /// A name in a header, on a developer's own machine.
    record Debug() implements Credential {}
}
