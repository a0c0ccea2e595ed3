package dev.toolbridge.tenants.placement;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// The end of what a program has written. All of it is read, so that the program never waits for its reader.
final class LastWords {
    private static final int KEPT_BYTES = 8_192;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread reader;
    private volatile byte[] kept = new byte[0];

    LastWords(InputStream output) {
        this.reader = Thread.ofVirtual().name("words of a migration").start(() -> read(output));
    }

    /// Waits for the end of the output.
    String await() throws InterruptedException {
        reader.join(PATIENCE);
        return new String(kept, StandardCharsets.UTF_8);
    }

    private void read(InputStream output) {
        var part = new byte[KEPT_BYTES];
        try {
            for (int length = output.read(part); length >= 0; length = output.read(part)) {
                keep(part, length);
            }
        } catch (IOException ended) {
            kept = kept.clone();
        }
    }

    private void keep(byte[] part, int length) {
        byte[] all = Arrays.copyOf(kept, kept.length + length);
        System.arraycopy(part, 0, all, kept.length, length);
        kept = Arrays.copyOfRange(all, Math.max(0, all.length - KEPT_BYTES), all.length);
    }
}
