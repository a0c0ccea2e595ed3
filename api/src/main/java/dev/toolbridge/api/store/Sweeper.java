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

/// Deletes from time to time the rows whose retention has passed. Replicas need no coordination: rows that one
/// has swept, the others do not find.
public final class Sweeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final Duration PERIOD = Duration.ofMinutes(10);

    /// Sorts before every space.
    private static final Space FIRST = new Space("", new UUID(0, 0));

    private static final String NEXT = "SELECT tenant, space, is_due FROM aged_space(make_interval(secs => ?), ?, ?)";

    private static final String SWEEP = "SELECT sweep_space(make_interval(secs => ?), ?, ?, ?)";

    private final Database database;
    private final Duration historyKept;
    private final CountDownLatch closed = new CountDownLatch(1);

    /// @param historyKept the time for which tombstones and old versions are kept
    public Sweeper(Database database, Duration historyKept) {
        this.database = database;
        this.historyKept = historyKept;
    }

    /// The result of an attempt on one space.
    private enum Swept {
        /// A part is deleted, and there may be more.
        SWEPT,
        /// A writer held the space.
        BUSY,
        NOTHING
    }

    /// The place that the walk through all spaces has reached.
    ///
    /// @param isDue true when the space has rows to sweep
    private record Place(Space space, boolean isDue) {}

    public void start() {
        Thread.ofVirtual().name("sweeper").start(this::run);
    }

    /// Sweeps until nothing is left, except in spaces that stay in use.
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
                        "SELECT sweep_expired() + sweep_proposals() + sweep_conflicts() + sweep_webhooks()"
                                + " + sweep_file_imports() + destroy_spaces() > 0",
                        row -> row.column(1).getBoolean())
                .getFirst();
    }

    /// Walks once through all spaces, then returns to those that were in use.
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

    /// Sweeps part by part; each waits for its turn among the writers.
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
