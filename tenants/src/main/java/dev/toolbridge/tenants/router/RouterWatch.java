package dev.toolbridge.tenants.router;

import dev.toolbridge.tenants.router.haproxy.Haproxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the router running: a look each second, a new start with the wanted state when it does not answer, and the
/// reloads that had to wait.
public final class RouterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Router router;
    private final CountDownLatch isEnded = new CountDownLatch(1);
    private final Thread thread;

    private RouterWatch(Router router) {
        this.router = router;
        this.thread = Thread.ofVirtual().name("router-watch").unstarted(this::watch);
    }

    public static RouterWatch of(Router router) {
        var watch = new RouterWatch(router);
        watch.thread.start();
        return watch;
    }

    /// Ends the watch; the router goes on.
    @Override
    public void close() {
        isEnded.countDown();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            do {
                look();
            } while (!isEnded.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!router.isSettled()) {
                Haproxy.Settled settled = router.settle();
                LOG.atInfo()
                        .addKeyValue("started", settled.isStarted())
                        .addKeyValue("reloaded", settled.isReloaded())
                        .log("the router is brought to its state");
            }
        } catch (RuntimeException failed) {
            LOG.atError().setCause(failed).log("the router cannot be brought to its state");
        }
    }
}
