package dev.toolbridge.tenants.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A domain of a tenant, as it is recorded.
///
/// @param proof the text that shows that the tenant may use the name
/// @param reason one word for programs
/// @param message a sentence for people: what was found, what to do
/// @param texts those that were found when it was last checked
/// @param addresses those that were found when it was last checked
/// @param proveBy the time at which the search for the proof ends
/// @param nextCheckAt empty if only a request brings another check
/// @param failures the attempts in a row that led nowhere
record Domain(
        UUID id,
        UUID tenant,
        DomainName name,
        String proof,
        DomainStatus status,
        String reason,
        String message,
        List<String> texts,
        List<String> addresses,
        Instant createdAt,
        Instant proveBy,
        Optional<Instant> provenAt,
        Optional<Instant> checkedAt,
        Optional<Instant> nextCheckAt,
        int failures) {

    Domain {
        texts = List.copyOf(texts);
        addresses = List.copyOf(addresses);
    }
}
