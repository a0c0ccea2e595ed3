package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The work for one subscription: part after part, as long as there are events and the lease holds. Events of a
/// part are begun in order, so the place that is kept is never beyond one that was not tried.
///
/// @param closed opens when the server stops
record HookRun(HookLease lease, Dispatches store, Deliverer deliverer, Gates gates, CountDownLatch closed) {
    private static final Logger LOG = LoggerFactory.getLogger(HookRun.class);

    /// The time after which no further attempt of a part begins.
    private static final Duration PART = Duration.ofSeconds(5);

    /// The time from the beginning of a part to that of the next one, unless a part was full. Statements for each event
    /// of a busy project would take the processor from its writers; so events gather into parts.
    private static final Duration PACE = Duration.ofMillis(100);

    /// The pause when there is work that is not due yet.
    private static final Duration PAUSE = Duration.ofMillis(50);

    private enum Progress {
        /// There is more.
        MORE,
        /// There was no more than this.
        FEW,
        NOTHING,
        /// The lease has ended.
        OVER
    }

    /// Works until nothing is left; a failure leaves the rest to the next holder.
    void run() {
        try {
            boolean goesOn = true;
            while (goesOn && !isClosed()) {
                long begunNanos = System.nanoTime();
                goesOn = switch (part()) {
                    case MORE -> true;
                    case FEW -> pause(PACE.minusNanos(System.nanoTime() - begunNanos));
                    case NOTHING -> !store.release(lease) && pause(PAUSE);
                    case OVER -> false;
                };
            }
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("not delivered yet");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("webhook", lease.webhook())
                    .log("delivering failed");
        }
    }

    /// Returns false when the server stops.
    private boolean pause(Duration time) throws InterruptedException {
        return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    private Progress part() throws InterruptedException {
        Optional<Held> held = store.held(lease);
        if (held.isEmpty()) {
            return Progress.NOTHING;
        }
        Optional<Signatures> signatures = deliverer.signatures(lease, held.get());
        if (signatures.isEmpty()) {
            store.switchOff(lease, "secret_lost");
            return Progress.OVER;
        }
        try (var _ = gates.webhook(held.get().isFailing())) {
            List<DueEvent> due = store.work(lease);
            if (due.isEmpty()) {
                return Progress.NOTHING;
            }
            List<Outcome> outcomes = new Part(held.get(), signatures.get(), due).outcomes();
            boolean holds = (isClosed() && outcomes.isEmpty()) || store.keep(lease, outcomes);
            return holds ? after(due) : Progress.OVER;
        }
    }

    private static Progress after(List<DueEvent> due) {
        long events = due.stream().filter(DueEvent::isNew).count();
        boolean isFull = events == Dispatches.EVENTS_MAX || due.size() - events == Dispatches.RETRIES_MAX;
        return isFull ? Progress.MORE : Progress.FEW;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /// The attempts of a part, some at once.
    private final class Part {
        private final Held held;
        private final Signatures signatures;
        private final List<DueEvent> due;
        private final AtomicInteger begun = new AtomicInteger();
        private final ConcurrentLinkedQueue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
        private final long endNanos = System.nanoTime() + PART.toNanos();

        Part(Held held, Signatures signatures, List<DueEvent> due) {
            this.held = held;
            this.signatures = signatures;
            this.due = due;
        }

        List<Outcome> outcomes() throws InterruptedException {
            int count = held.isFailing() ? 1 : Math.min(Gates.OF_WEBHOOK_MAX, due.size());
            var threads = new ArrayList<Thread>();
            for (int number = 0; number < count; number++) {
                threads.add(Thread.ofVirtual().name("webhook-attempt").start(this::attempts));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            return List.copyOf(outcomes);
        }

        private void attempts() {
            try {
                boolean goesOn = true;
                while (goesOn) {
                    goesOn = attempt();
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        private boolean attempt() throws InterruptedException {
            try (var _ = gates.attempt()) {
                if (isClosed() || (begun.get() > 0 && System.nanoTime() > endNanos)) {
                    return false;
                }
                int place = begun.getAndIncrement();
                if (place < due.size()) {
                    Outcome outcome = deliverer.attempt(held, signatures, due.get(place));
                    if (!isClosed() || outcome.failure().isEmpty()) {
                        outcomes.add(outcome);
                    }
                }
                return place < due.size();
            }
        }
    }
}
