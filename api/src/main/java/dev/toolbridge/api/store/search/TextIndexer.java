package dev.toolbridge.api.store.search;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the words of all spaces up to date in the background. It begins shortly after a commit, and looks from time to
/// time for spaces that another server has left behind.
public final class TextIndexer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TextIndexer.class);

    /// The time until a server finds the spaces that a stopped server has left.
    private static final Duration PERIOD = Duration.ofSeconds(30);

    /// The time in which commits gather, so that each does not cost a transaction of its own.
    private static final Duration GATHERING = Duration.ofMillis(200);

    /// Sorts before every space.
    private static final Space FIRST = new Space("", new UUID(0, 0));

    private static final String NEXT = "SELECT tenant, space, is_due FROM unindexed_space(?, ?)";

    private final Database database;
    private final TextIndex index;
    private final Set<Space> written = ConcurrentHashMap.newKeySet();
    private final Semaphore wakings = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);

    public TextIndexer(Database database, TextIndex index) {
        this.database = database;
        this.index = index;
    }

    /// The place that the walk through all spaces has reached.
    ///
    /// @param isDue true when the space has items to index
    private record Place(Space space, boolean isDue) {}

    public void start() {
        Thread.ofVirtual().name("text-indexer").start(this::run);
    }

    /// Announces a commit in a space.
    public void wake(Space space) {
        if (written.add(space)) {
            wakings.release();
        }
    }

    /// Indexes every space that is behind and that no other server is at.
    public void indexAll() throws InterruptedException {
        Optional<Place> place = next(FIRST);
        while (place.isPresent() && !isClosed()) {
            if (place.get().isDue()) {
                tryIndex(place.get().space());
            }
            place = next(place.get().space());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        wakings.release();
    }

    private void run() {
        try {
            while (!isClosed()) {
                tryIndexAll();
                long until = System.nanoTime() + PERIOD.toNanos();
                while (!isClosed() && wakings.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    indexWritten();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryIndexAll() throws InterruptedException {
        try {
            indexAll();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("not indexed yet");
        } catch (RuntimeException failure) {
            LOG.error("indexing failed", failure);
        }
    }

    private void indexWritten() throws InterruptedException {
        closed.await(GATHERING.toMillis(), TimeUnit.MILLISECONDS);
        wakings.drainPermits();
        for (Space space : Set.copyOf(written)) {
            written.remove(space);
            if (!isClosed()) {
                tryIndex(space);
            }
        }
    }

    /// A failure in one space leaves it behind, and does not stop the work in others.
    private void tryIndex(Space space) throws InterruptedException {
        try {
            TextIndex.Progress progress = TextIndex.Progress.MORE;
            while (progress == TextIndex.Progress.MORE && !isClosed()) {
                long begin = System.nanoTime();
                progress = index.next(space, false);
                giveWay(System.nanoTime() - begin);
            }
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("not indexed yet");
        } catch (RuntimeException failure) {
            LOG.atError().setCause(failure).addKeyValue("space", space.id()).log("indexing failed");
        }
    }

    /// Rests as long as a part took while others write, so that they keep most of the database's time.
    private void giveWay(long nanos) throws InterruptedException {
        if (!written.isEmpty()) {
            closed.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Optional<Place> next(Space after) {
        return database.single(NEXT, TextIndexer::place, after.tenant(), after.id()).stream()
                .findFirst();
    }

    private static Place place(DbRow row) {
        var space =
                new Space(row.column("tenant").getString(), row.column("space").get(UUID.class));
        return new Place(space, row.column("is_due").getBoolean());
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }
}
