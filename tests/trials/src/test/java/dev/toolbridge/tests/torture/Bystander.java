package dev.toolbridge.tests.torture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/// Somebody who does the same again and again while something large goes on.
final class Bystander {
    private final CountDownLatch end = new CountDownLatch(1);
    private final FutureTask<Long> work;

    /// @param turn fails with an error if it did not go as it should
    Bystander(Runnable turn) {
        this.work = new FutureTask<>(() -> {
            long turns = 0;
            while (end.getCount() > 0) {
                turn.run();
                turns++;
            }
            return turns;
        });
        Thread.ofVirtual().start(work);
    }

    /// Ends it, and says how often it went well.
    ///
    /// @throws AssertionError if it once did not
    long turns() {
        end.countDown();
        try {
            return work.get();
        } catch (Exception failed) {
            throw new AssertionError("somebody beside it was disturbed", failed);
        }
    }
}
