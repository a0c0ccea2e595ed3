package dev.toolbridge.api.webhook.dispatch;

import java.util.concurrent.Semaphore;

/// The limits of one server: of attempts at once, and of subscriptions whose events are in memory. Those that
/// fail have few places of their own, so that they never take those of the others.
final class Gates {
    /// The attempts of one server at once.
    static final int ATTEMPTS_MAX = 64;

    /// The attempts for one subscription at once; for one that fails, one.
    static final int OF_WEBHOOK_MAX = 4;

    private static final int GOOD_MAX = 20;
    private static final int FAILING_MAX = 8;

    private final Semaphore attempts = new Semaphore(ATTEMPTS_MAX, true);
    private final Semaphore good = new Semaphore(GOOD_MAX, true);
    private final Semaphore failing = new Semaphore(FAILING_MAX, true);

    /// A place that is taken until it is closed.
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    Place attempt() throws InterruptedException {
        return place(attempts);
    }

    Place webhook(boolean isFailing) throws InterruptedException {
        return place(isFailing ? failing : good);
    }

    private static Place place(Semaphore places) throws InterruptedException {
        places.acquire();
        return places::release;
    }
}
