package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.write.ReleaseTransaction;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finishes work of requests that is too large for one transaction: deletes wiped rows, and releases items
/// that refer to deleted ones. The database records the open work: when a server stops in the middle, it or
/// another one continues.
public final class Finisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

    /// The time until a server finds the work that a stopped server has left, at most.
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private static final String CLEAN = "SELECT clean_wiped_space() = 'cleaned'";

    private static final String SPACES = "SELECT tenant, space FROM spaces_to_release()";

    private final Database database;
    private final InstantSource clock;
    private final Consumer<Space> onCommit;

    /// Holds a value when there is work to do, or when it is time to stop.
    private final BlockingQueue<Boolean> wakings = new ArrayBlockingQueue<>(1);

    private volatile boolean isClosed;

    /// @param onCommit learns of the spaces that have new changes
    public Finisher(Database database, InstantSource clock, Consumer<Space> onCommit) {
        this.database = database;
        this.clock = clock;
        this.onCommit = onCommit;
    }

    public void start() {
        Thread.ofVirtual().name("finisher").start(this::run);
    }

    /// Announces work to finish.
    public void wake() {
        wakings.offer(true);
    }

    /// Finishes all work that no other server is doing. A failure in one space leaves its work there and does
    /// not stop the work in others.
    public void finish() {
        var failed = new HashSet<Space>();
        release(failed);
        while (!isClosed && clean()) {
            release(failed);
        }
    }

    @Override
    public void close() {
        isClosed = true;
        wake();
    }

    private void run() {
        try {
            while (!isClosed) {
                tryFinish();
                wakings.poll(PERIOD.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryFinish() {
        try {
            finish();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("not finished yet");
        } catch (RuntimeException failure) {
            LOG.error("finishing failed", failure);
        }
    }

    private boolean clean() {
        return database.single(CLEAN, row -> row.column(1).getBoolean()).getFirst();
    }

    private void release(Set<Space> failed) {
        for (Space space : spaces()) {
            try {
                boolean more = !failed.contains(space);
                while (more && !isClosed) {
                    more = release(space);
                }
            } catch (DatabaseUnavailable away) {
                throw away;
            } catch (RuntimeException failure) {
                failed.add(space);
                LOG.atError().setCause(failure).addKeyValue("space", space.id()).log("releasing failed");
            }
        }
    }

    private boolean release(Space space) {
        boolean isMoreLeft =
                database.inTransaction(connection -> new ReleaseTransaction(connection, space, clock.millis()).run());
        onCommit.accept(space);
        return isMoreLeft;
    }

    private List<Space> spaces() {
        return database.single(
                SPACES,
                row -> new Space(
                        row.column("tenant").getString(), row.column("space").get(UUID.class)));
    }
}
