package dev.toolbridge.token;

import java.time.Instant;
import java.util.Optional;

/// A person's sign-in, as the identity provider tells a client of it.
///
/// @param token the verified ID token
/// @param nonce the client's mark of its request
/// @param at the time at which the person has proved who it is, if the provider says so
/// @param name the name of the person, or else its address, if the provider says one
public record SignIn(VerifiedToken token, Optional<String> nonce, Optional<Instant> at, Optional<String> name) {}
