package dev.toolbridge.tenants.domain;

import java.util.Locale;

/// The states of a domain.
enum DomainStatus {
    /// Not proven: the DNS does not have the text yet.
    PENDING,
    /// Proven; it does not lead to the router yet, or has no certificate.
    VERIFIED,
    /// Proven, and its certificate is being made.
    CERTIFICATE,
    /// Serves the tenant.
    ACTIVE,
    /// Somebody has to do something; the reason says what.
    FAILING;

    /// The name in JSON and in the database.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static DomainStatus read(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
