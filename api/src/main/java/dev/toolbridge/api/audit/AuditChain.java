package dev.toolbridge.api.audit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// The rule by which the entries of a chain hang together, written a second time beside the one in the database.
public final class AuditChain {
    private static final String ORIGIN = "toolbridge audit";

    private AuditChain() {}

    /// The hash before the first entry.
    public static byte[] origin() {
        return digest(ORIGIN.getBytes(StandardCharsets.UTF_8));
    }

    /// The hash that an entry must have after another.
    public static byte[] next(byte[] previous, AuditRecord entry) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(previous);
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, entry.at());
        String[] parts = {
            entry.tenant(),
            Long.toString(entry.seq()),
            Long.toString(micros),
            entry.actor(),
            entry.action(),
            entry.object(),
            entry.facts(),
            entry.request()
        };
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            all.writeBytes((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            all.writeBytes(bytes);
        }
        return digest(all.toByteArray());
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
