package dev.toolbridge.tenants.router;

import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.router.haproxy.RouterFileRefused;
import dev.toolbridge.tenants.router.haproxy.RouterUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the router running: a look each second, and a new start with the wanted state when it does not answer.
public final class RouterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RouterWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Router router;
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

    /// The router goes on.
    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            if (!router.isRunning()) {
                LOG.atWarn().log("the router does not answer; it is started again");
                router.settle();
            }
        } catch (RouterUnavailable | RouterFileRefused | DatabaseUnavailable failed) {
            LOG.atError().addKeyValue("reason", failed.getMessage()).log("the router cannot be started");
        }
    }
}
