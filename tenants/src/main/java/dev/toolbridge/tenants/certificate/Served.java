package dev.toolbridge.tenants.certificate;

import java.time.Duration;
import java.time.Instant;

/// The certificate of a domain, without its key.
///
/// @param id names it at the router
/// @param source `given` or `acme`
/// @param renewAt the time for another one
public record Served(String id, String source, String issuer, Instant notBefore, Instant notAfter, Instant renewAt) {
    public static final String GIVEN = "given";
    public static final String ACME = "acme";

    public boolean isGiven() {
        return source.equals(GIVEN);
    }

    public boolean isExpired(Instant now) {
        return !notAfter.isAfter(now);
    }

    /// Tells if it should have been replaced, and ends within a time.
    public boolean endsWithin(Duration time, Instant now) {
        return !renewAt.isAfter(now) && notAfter.isBefore(now.plus(time));
    }
}
