package dev.toolbridge.console.access;

import java.time.Instant;
import java.util.Optional;

/// A person with a session of the console.
///
/// @param session names the session; not the secret that the browser holds
/// @param subject the person at the identity provider
/// @param name the name that the provider gives
/// @param tenant the tenant of the session; empty until the person has chosen one
/// @param signedInAt the time at which the provider last asked who it is, if it says so
/// @param providerSession the session at the provider, so that its end is the end of this one
public record Person(
        String session,
        String subject,
        String name,
        Optional<String> tenant,
        Optional<Instant> signedInAt,
        Optional<String> providerSession) {}
