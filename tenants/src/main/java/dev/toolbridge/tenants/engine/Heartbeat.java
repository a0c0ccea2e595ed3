package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.store.Lease;
import dev.toolbridge.tenants.store.LeaseStore;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the lease of an operation alive while its steps run, and tells the running one when that has to end: the
/// lease is lost, the operation is to be cancelled, or the server ends. Only the loss of the lease interrupts it at
/// once. A call that was cut off may still have its effect, which the steps that take back would miss.
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final LeaseStore leases;
    private final Lease lease;
    private final EnginePace pace;
    private final Semaphore beat = new Semaphore(0);
    private long renewedAtNanos;
    private boolean isClosed;
    private boolean isCancelling;
    private Interruption reason = Interruption.NONE;
    private Optional<Thread> running = Optional.empty();

    /// The reasons for which a step has to end.
    enum Interruption {
        NONE,
        CANCEL,
        STOP,
        LOST
    }

    /// @param claimedAtNanos the time before the lease was asked for
    Heartbeat(LeaseStore leases, Lease lease, EnginePace pace, long claimedAtNanos) {
        this.renewedAtNanos = claimedAtNanos;
        this.leases = leases;
        this.lease = lease;
        this.pace = pace;
        Thread.ofVirtual().name("lease of " + lease.operation()).start(this::beatUntilClosed);
    }

    /// Looks at the lease now.
    void hurry() {
        beat.release();
    }

    /// Tells if the step may go on, and nobody else can have the lease: the clock goes on while a process is frozen.
    synchronized boolean isHeld() {
        return reason == Interruption.NONE && !isOver();
    }

    private boolean isOver() {
        return System.nanoTime() - renewedAtNanos >= pace.lease().toNanos();
    }

    /// Lets the step end at the next point where it asks, since the server ends.
    void stop() {
        end(Interruption.STOP);
    }

    /// Interrupts the step that has not ended since.
    synchronized void interrupt() {
        running.ifPresent(Thread::interrupt);
    }

    /// The thread of the step that runs from now on. If there is a reason to interrupt it already, that happens now.
    synchronized void watch(Thread thread) {
        running = Optional.of(thread);
        if (reason == Interruption.LOST) {
            thread.interrupt();
        }
    }

    synchronized void unwatch() {
        running = Optional.empty();
    }

    synchronized Interruption reason() {
        return reason;
    }

    /// The request to cancel does not end the steps that carry it out.
    synchronized void takeUpCancelling() {
        isCancelling = true;
        if (reason == Interruption.CANCEL) {
            reason = Interruption.NONE;
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        beat.release();
    }

    private synchronized void end(Interruption why) {
        boolean isTakenUp = isCancelling && why == Interruption.CANCEL;
        if (!isTakenUp && why.compareTo(reason) > 0) {
            reason = why;
            if (why == Interruption.LOST) {
                interrupt();
            }
        }
    }

    private synchronized boolean isOpen() {
        return !isClosed && reason != Interruption.LOST;
    }

    private void beatUntilClosed() {
        try {
            while (isOpen()) {
                boolean _ = beat.tryAcquire(pace.heartbeat().toMillis(), TimeUnit.MILLISECONDS);
                if (isOpen()) {
                    renew();
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /// A lease that could not be renewed in its time counts as lost, whether another has taken it or not.
    private void renew() {
        long beganNanos = System.nanoTime();
        try {
            switch (leases.renew(lease)) {
                case HELD -> extend(beganNanos);
                case CANCELLING -> {
                    extend(beganNanos);
                    end(Interruption.CANCEL);
                }
                case LOST -> end(Interruption.LOST);
            }
        } catch (DatabaseUnavailable | DatabaseFailure away) {
            LOG.atWarn()
                    .addKeyValue("operation", lease.operation())
                    .addKeyValue("reason", away.getMessage())
                    .log("the lease could not be renewed");
            giveUpWhenOver();
        }
    }

    private synchronized void extend(long beganNanos) {
        renewedAtNanos = beganNanos;
    }

    private synchronized void giveUpWhenOver() {
        if (isOver()) {
            end(Interruption.LOST);
        }
    }
}
