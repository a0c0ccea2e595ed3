package dev.toolbridge.proof.torture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/// A user who repeats one action while a large operation runs.
final class Bystander {
    private final CountDownLatch end = new CountDownLatch(1);
    private final FutureTask<Long> work;

    /// @param turn throws an error if the action failed
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

    /// Ends it, and returns the number of successful turns.
    ///
    /// @throws AssertionError if a turn failed
    long turns() {
        end.countDown();
        try {
            return work.get();
        } catch (Exception failed) {
            throw new AssertionError("somebody beside it was disturbed", failed);
        }
    }
}
