package dev.toolbridge.api.audit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Collects at the edge the events that the log must record and no transaction writes: new clients, and
/// refusals to users. It writes them in the background, refusals summed, so that refused requests cannot fill
/// the log.
public final class AuditTrail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final Duration SUMMED = Duration.ofMinutes(1);

    /// The time that the end may take.
    static final Duration END_MAX = Duration.ofSeconds(5);

    private static final int WAITING_MAX = 1_000;
    private static final int KINDS_MAX = 1_000;
    private static final HeapShare KNOWN = new HeapShare(10);

    private final AuditLog log;
    private final Duration summed;
    private final BlockingQueue<Runnable> clients = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Cache<Client, Boolean> known =
            KNOWN.<Client, Boolean>cache((client, _) -> client.length()).build();
    private final Thread thread = Thread.ofVirtual().name("audit").unstarted(this::run);

    /// Held by the thread that writes refusals.
    private final Lock writing = new ReentrantLock();

    /// Refusals that are not written yet; guarded by itself.
    private final Map<Kind, Sum> refusals = new HashMap<>();

    AuditTrail(AuditLog log, Duration summed) {
        this.log = log;
        this.summed = summed;
    }

    /// Starts to write the collected events.
    public static AuditTrail start(AuditLog log) {
        var trail = new AuditTrail(log, SUMMED);
        trail.thread.start();
        return trail;
    }

    private record Client(String tenant, String subject, String id) {

        int length() {
            return tenant.length() + subject.length() + id.length();
        }
    }

    private record Kind(String tenant, String subject, String code, String route) {}

    private record Sum(long count, String request) {

        /// The part that is left without another one; null when that is nothing.
        Sum without(Sum part) {
            return count == part.count() ? null : new Sum(count - part.count(), request);
        }
    }

    /// Notes the client of a caller.
    public void see(Caller caller) {
        caller.proof().clientId().ifPresent(id -> {
            var client = new Client(caller.tenant(), caller.subject(), id);
            if (known.getIfPresent(client) == null && clients.offer(() -> note(caller, client))) {
                known.put(client, true);
            }
        });
    }

    /// Notes a refusal to a user.
    public void refused(AuditLog.Refusals one) {
        var kind = new Kind(one.tenant(), one.subject(), one.code(), one.route());
        synchronized (refusals) {
            if (refusals.size() < KINDS_MAX || refusals.containsKey(kind)) {
                refusals.merge(
                        kind,
                        new Sum(one.count(), one.request()),
                        (before, more) -> new Sum(before.count() + more.count(), more.request()));
            }
        }
    }

    /// Writes what it still can: a database that is away keeps nobody waiting for long.
    @Override
    public void close() {
        thread.interrupt();
        Thread last = Thread.ofVirtual().name("audit-end").start(this::writeRefusals);
        try {
            last.join(END_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        last.interrupt();
        long lost = unwritten();
        if (lost > 0) {
            LOG.atError().addKeyValue("refusals", lost).log("refusals are lost to the audit log");
        }
    }

    /// The number of refusals that are not written yet.
    long unwritten() {
        synchronized (refusals) {
            return refusals.values().stream().mapToLong(Sum::count).sum();
        }
    }

    /// Writes the sums. What the database does not take waits for the next time.
    void writeRefusals() {
        writing.lock();
        try {
            Map<Kind, Sum> due;
            synchronized (refusals) {
                due = Map.copyOf(refusals);
            }
            var sums = due.entrySet().iterator();
            while (sums.hasNext() && write(sums.next())) {}
        } finally {
            writing.unlock();
        }
    }

    private boolean write(Map.Entry<Kind, Sum> due) {
        Kind kind = due.getKey();
        Sum sum = due.getValue();
        boolean isWritten = quietly(() -> log.noteRefusals(new AuditLog.Refusals(
                kind.tenant(), kind.subject(), kind.code(), kind.route(), sum.count(), sum.request())));
        if (isWritten) {
            synchronized (refusals) {
                refusals.computeIfPresent(kind, (_, now) -> now.without(sum));
            }
        }
        return isWritten;
    }

    private void run() {
        long nextSumNs = System.nanoTime() + summed.toNanos();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var work = clients.poll(nextSumNs - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (work != null) {
                    work.run();
                }
                if (System.nanoTime() >= nextSumNs) {
                    writeRefusals();
                    nextSumNs = System.nanoTime() + summed.toNanos();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(Caller caller, Client client) {
        if (!quietly(() -> log.noteClient(caller, client.id()))) {
            known.invalidate(client);
        }
    }

    private static boolean quietly(Runnable work) {
        try {
            work.run();
            return true;
        } catch (DatabaseUnavailable away) {
            LOG.warn("the audit log could not be written", away);
            return false;
        }
    }
}
