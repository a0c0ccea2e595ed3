package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// Repeats a request until it gets a final answer, as a client must that does not know the request's result.
final class Persistent {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(15);
    private static final int CONFLICT = 409;
    private static final int UNAVAILABLE = 503;

    private Persistent() {}

    /// The final answer: a failed connection, 503 and a first request still in flight are not final.
    static Reply send(Supplier<Reply> request) {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "nothing";
        while (Instant.now().isBefore(end)) {
            try {
                Reply reply = request.get();
                if (!isPassing(reply)) {
                    return reply;
                }
                last = reply.toString();
            } catch (UncheckedIOException broken) {
                last = broken.toString();
            }
            Await.pause(PAUSE);
        }
        throw new AssertionError("not answered in " + PATIENCE + ", but " + last);
    }

    private static boolean isPassing(Reply reply) {
        return reply.status() == UNAVAILABLE
                || (reply.status() == CONFLICT && reply.header("Retry-After").isPresent());
    }
}
