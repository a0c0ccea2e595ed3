package dev.toolbridge.service.audit;

import dev.toolbridge.service.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The rule by which the entries of a chain hang together, written a second time beside the one in the database.
public final class AuditChain {
    private static final String ORIGIN = "toolbridge audit";

    private AuditChain() {}

    /// The hash before the first entry.
    public static byte[] origin() {
        return Digest.sha256(ORIGIN.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash that an entry must have after another.
    public static byte[] next(byte[] previous, AuditRecord entry) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.at());
        byte[] framed = Digest.framed(
                entry.tenant(),
                Long.toString(entry.seq()),
                Long.toString(micros),
                entry.actor(),
                entry.action(),
                entry.object(),
                entry.facts(),
                entry.request());
        return Digest.sha256(previous, framed);
    }
}
