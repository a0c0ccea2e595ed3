package dev.toolbridge.identity.oauth;

import java.time.Instant;
import java.util.Optional;

/// A person's login, as an ID token tells its client of it.
///
/// @param at the time at which the person logged in
/// @param nonce the client's mark of its request
record PersonLogin(Instant at, Optional<String> nonce) {}
