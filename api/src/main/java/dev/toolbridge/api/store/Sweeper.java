package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets what is older than it has to be kept, now and then. Replicas need not agree on who does it: what one has
/// swept, the others do not find.
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    /// Before every space.
    private static final Space FIRST = new Space("", new UUID(0, 0));

    private static final String NEXT = "SELECT tenant, space, is_due FROM aged_space(make_interval(secs => ?), ?, ?)";

    private static final String SWEEP = "SELECT sweep_space(make_interval(secs => ?), ?, ?, ?)";

    private final Database database;
    private final Duration historyKept;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param historyKept how long tombstones and old versions are kept
    public Sweeper(Database database, Duration historyKept) {
        this.database = database;
        this.historyKept = historyKept;
    }

    /// What became of an attempt on one space.
    private enum Swept {
        /// A part is gone, and there may be more.
        SWEPT,
        /// Somebody was writing.
        BUSY,
        NOTHING
    }

    /// How far the walk through all spaces has come.
    ///
    /// @param isDue whether something is to be swept there
    private record Place(Space space, boolean isDue) {}

    public void start() {
        Thread.ofVirtual().name("sweeper").start(this::run);
    }

    /// Sweeps until nothing is left to sweep, but for what is in use all the time.
    void sweep() {
        boolean more = true;
        while (more) {
            more = sweepExpired();
        }
        sweepHistory();
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void run() {
        try {
            while (!closed.await(PERIOD.toSeconds(), TimeUnit.SECONDS)) {
                trySweep();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean sweepExpired() {
        return database.single(
                        "SELECT sweep_expired() > 0", row -> row.column(1).getBoolean())
                .getFirst();
    }

    /// Goes once through all spaces, and comes back to those that were in use.
    private void sweepHistory() {
        var busy = new ArrayList<Space>();
        Optional<Place> place = next(FIRST);
        while (place.isPresent() && !isClosed()) {
            if (place.get().isDue() && sweepWhole(place.get().space(), false) == Swept.BUSY) {
                busy.add(place.get().space());
            }
            place = next(place.get().space());
        }
        for (Space space : busy) {
            if (!isClosed() && sweepPatiently(space) == Swept.BUSY) {
                LOG.atInfo()
                        .addKeyValue("space", space.id())
                        .log("a space was in use all the time, and is swept later");
            }
        }
    }

    /// The first part waits for its turn among the writers; so does each after it.
    private Swept sweepPatiently(Space space) {
        try {
            return sweepWhole(space, true);
        } catch (DatabaseUnavailable tooLong) {
            return Swept.BUSY;
        }
    }

    private Swept sweepWhole(Space space, boolean isPatient) {
        Swept swept = Swept.SWEPT;
        while (swept == Swept.SWEPT && !isClosed()) {
            swept = sweepPart(space, isPatient);
        }
        return swept;
    }

    private Swept sweepPart(Space space, boolean isPatient) {
        return database.single(SWEEP, Sweeper::swept, seconds(), space.tenant(), space.id(), isPatient)
                .getFirst();
    }

    private static Swept swept(DbRow row) {
        return Swept.valueOf(row.column(1).getString().toUpperCase(Locale.ROOT));
    }

    private Optional<Place> next(Space after) {
        return database.single(NEXT, Sweeper::place, seconds(), after.tenant(), after.id()).stream()
                .findFirst();
    }

    private static Place place(DbRow row) {
        var space =
                new Space(row.column("tenant").getString(), row.column("space").get(UUID.class));
        return new Place(space, row.column("is_due").getBoolean());
    }

    private double seconds() {
        return historyKept.toSeconds();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void trySweep() {
        try {
            sweep();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("swept nothing");
        } catch (RuntimeException failure) {
            LOG.error("sweeping failed", failure);
        }
    }
}
