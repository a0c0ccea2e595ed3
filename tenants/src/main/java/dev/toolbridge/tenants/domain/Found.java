package dev.toolbridge.tenants.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The result of a check of a domain.
///
/// @param reason one word for programs
/// @param message a sentence for people
/// @param nextCheckAt empty if only a request brings another check
/// @param failures the attempts in a row that led nowhere
record Found(
        DomainStatus status,
        String reason,
        String message,
        List<String> texts,
        List<String> addresses,
        Optional<Instant> nextCheckAt,
        int failures) {

    Found {
        texts = List.copyOf(texts);
        addresses = List.copyOf(addresses);
    }

    /// A result after which the next check is due at once; [#after] or [#until] says when.
    static Found of(DomainStatus status, String reason, String message, Instant now) {
        return new Found(status, reason, message, List.of(), List.of(), Optional.of(now), 0);
    }

    /// The same with a pause from now on.
    Found after(int failed, Pace pace) {
        return with(nextCheckAt.map(now -> now.plus(pace.pause(Math.max(0, failed - 1)))), failed);
    }

    /// The same, but not checked after this time, or not before it.
    Found until(Instant time) {
        return with(Optional.of(time), failures);
    }

    Found at(List<String> found) {
        return new Found(status, reason, message, texts, found, nextCheckAt, failures);
    }

    private Found with(Optional<Instant> next, int failed) {
        return new Found(status, reason, message, texts, addresses, next, failed);
    }
}
