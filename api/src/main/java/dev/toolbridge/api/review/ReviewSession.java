package dev.toolbridge.api.review;

import java.time.Instant;
import java.util.Optional;

/// A person who has signed in on the page a short while ago.
///
/// @param subject the person at the identity provider
/// @param tenant the tenant that the sign-in is bound to
/// @param endsAt the time at which the person must sign in again
record ReviewSession(String subject, Optional<String> tenant, Instant endsAt) {}
