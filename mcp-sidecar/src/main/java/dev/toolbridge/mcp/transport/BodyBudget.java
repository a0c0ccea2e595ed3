package dev.toolbridge.mcp.transport;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/// Bounds the memory that bodies hold while they are worked on, however many come at a time.
final class BodyBudget {
    private static final int UNIT_BYTES = 1_024;
    private static final Pattern LENGTH = Pattern.compile("\\d{1,9}");
    private static final int UNITS = 256 * 1_024;

    private final Semaphore units = new Semaphore(UNITS);
    private final int bodyBytesMax;

    BodyBudget(int bodyBytesMax) {
        this.bodyBytesMax = bodyBytesMax;
    }

    /// A share of the budget.
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /// Takes a share for the body that a request announces; for the largest when it announces none.
    ///
    /// @throws Refusal if too much is being worked on
    Share take(Request head) {
        int share = 1 + announced(head) / UNIT_BYTES;
        if (!units.tryAcquire(share)) {
            throw Refusal.of(ErrorCode.UNAVAILABLE, "too many requests at a time")
                    .header("Retry-After", "1");
        }
        return () -> units.release(share);
    }

    private int announced(Request head) {
        if (head.header("Transfer-Encoding").isPresent()) {
            return bodyBytesMax;
        }
        return head.header("Content-Length")
                .filter(text -> LENGTH.matcher(text).matches())
                .map(text -> Math.min(Integer.parseInt(text), bodyBytesMax))
                .orElse(0);
    }
}
