package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.webhook.Destinations;
import dev.toolbridge.api.webhook.WebhookSecrets;
import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the events of all subscriptions that no other server is at. It begins shortly after a commit, looks
/// each second for attempts that are due and for holders that died, and walks from time to time through all
/// subscriptions.
public final class Dispatcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration WALK = Duration.ofSeconds(30);
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    /// The time in which commits gather, so that each does not cost a statement of its own.
    private static final Duration GATHERING = Duration.ofMillis(20);

    /// The time that attempts get to end when the server stops.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Dispatches store;
    private final CallbackClient client;
    private final Deliverer deliverer;
    private final Gates gates = new Gates();
    private final Set<Space> written = ConcurrentHashMap.newKeySet();
    private final Set<HookLease> running = ConcurrentHashMap.newKeySet();
    private final Semaphore wakings = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService runs = Executors.newVirtualThreadPerTaskExecutor();
    private long nextWalkNanos = System.nanoTime();
    private long nextLookNanos = System.nanoTime();

    public Dispatcher(Dispatches store, WebhookSecrets secrets, Destinations destinations, InstantSource clock) {
        this.store = store;
        this.client = new CallbackClient(destinations, clock, CallbackClient.WHOLE);
        this.deliverer = new Deliverer(
                secrets,
                client,
                new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble()),
                clock);
    }

    public void start() {
        Thread.ofVirtual().name("webhooks").start(this::work);
        Thread.ofVirtual().name("webhook-leases").start(this::renew);
    }

    /// Announces a commit in a space.
    public void wake(Space space) {
        if (written.add(space)) {
            wakings.release();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        wakings.release();
        runs.shutdown();
        try {
            if (!runs.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                client.close();
                runs.shutdownNow();
            }
            store.giveBack();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("the leases of webhooks end by themselves");
        } finally {
            client.close();
        }
    }

    private void work() {
        try {
            while (!isClosed()) {
                boolean isWoken = wakings.tryAcquire(nextLookNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (isWoken) {
                    closed.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
                    wakings.drainPermits();
                }
                tryBegin();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryBegin() {
        Set<Space> spaces = new HashSet<>(written);
        written.removeAll(spaces);
        try {
            spaces.addAll(looked());
            begin(spaces);
        } catch (DatabaseUnavailable away) {
            written.addAll(spaces);
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("webhooks wait for the database");
        } catch (RuntimeException failure) {
            written.addAll(spaces);
            LOG.error("webhooks failed", failure);
        }
    }

    private void begin(Set<Space> spaces) {
        if (spaces.isEmpty() || isClosed()) {
            return;
        }
        for (HookLease lease : store.lease(spaces)) {
            running.add(lease);
            runs.execute(() -> run(lease));
        }
    }

    private void run(HookLease lease) {
        try {
            new HookRun(lease, store, deliverer, gates, closed).run();
        } finally {
            running.remove(lease);
        }
    }

    /// The spaces that nobody has announced here, when it is time to look for them.
    private Set<Space> looked() {
        var found = new HashSet<Space>();
        long now = System.nanoTime();
        if (now >= nextLookNanos) {
            nextLookNanos = now + LOOK.toNanos();
            found.addAll(store.due());
        }
        if (now >= nextWalkNanos) {
            nextWalkNanos = now + WALK.toNanos();
            walk(found);
        }
        return found;
    }

    private void walk(Set<Space> found) {
        List<Dispatches.Place> part = store.walk(Optional.empty());
        while (!part.isEmpty() && !isClosed()) {
            part.stream()
                    .filter(Dispatches.Place::hasWork)
                    .map(place -> place.lease().space())
                    .forEach(found::add);
            part = store.walk(Optional.of(part.getLast().lease()));
        }
    }

    private void renew() {
        try {
            while (!closed.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                tryRenew();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryRenew() {
        try {
            store.renew(Set.copyOf(running));
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("the leases of webhooks are not renewed");
        } catch (RuntimeException failure) {
            LOG.error("the leases of webhooks are not renewed", failure);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
