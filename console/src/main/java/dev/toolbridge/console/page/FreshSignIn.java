package dev.toolbridge.console.page;

import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Asks again who a person is before a secret is made or shown.
///
/// @param sessions sign persons in
public record FreshSignIn(PersonSessions sessions, InstantSource clock) {
    /// The age of a sign-in that is good enough.
    private static final Duration AGE_MAX = Duration.ofMinutes(15);

    boolean isGood(Visit visit) {
        return visit.person()
                .signedInAt()
                .filter(at -> at.plus(AGE_MAX).isAfter(clock.instant()))
                .isPresent();
    }

    /// Leads to the sign-in, and from there to a page.
    Answer ask(String page) {
        return sessions.begin(page, Optional.of(AGE_MAX));
    }
}
