package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.database.FailureWords;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The sessions of owners: a few at a time, since they are taken from the reserve of a cluster.
final class Clusters {
    private static final int SESSIONS = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /// The golden database is being used by another copy at this moment.
    private static final String IN_USE = "55006";

    private final Semaphore sessions = new Semaphore(SESSIONS, true);

    /// Work in a session of the owner.
    @FunctionalInterface
    interface Work<T> {
        T on(OwnerSession session) throws SQLException, InterruptedException;
    }

    /// A failure of a cluster.
    ///
    /// @param isPassing true if the same may succeed later
    record Failure(String words, boolean isPassing) {}

    /// Runs work, and turns its failure into an outcome.
    <T> T within(Cluster cluster, Work<T> work, Function<Failure, T> failed) {
        try {
            if (!sessions.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return failed.apply(new Failure("too many changes of clusters run at this moment", true));
            }
            try (var session = OwnerSession.open(cluster.owner())) {
                return work.on(session);
            } finally {
                sessions.release();
            }
        } catch (SQLException refused) {
            return failed.apply(failure(cluster, refused));
        } catch (InterruptedException stopped) {
            return failed.apply(stopped());
        }
    }

    static Failure stopped() {
        Thread.currentThread().interrupt();
        return new Failure("this server stops", true);
    }

    static Failure failure(Cluster cluster, SQLException refused) {
        boolean isPassing =
                IN_USE.equals(refused.getSQLState()) || DatabaseFailure.of(refused) instanceof DatabaseUnavailable;
        return new Failure(
                "the cluster " + cluster.name() + " refuses: "
                        + FailureWords.of(refused, cluster.owner()).text(),
                isPassing);
    }
}
