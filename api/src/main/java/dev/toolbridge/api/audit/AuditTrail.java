package dev.toolbridge.api.audit;

import com.github.benmanes.caffeine.cache.Cache;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.audit.RefusalSums;
import dev.toolbridge.service.memory.HeapShare;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final HeapShare KNOWN = new HeapShare(10);

    private final AuditLog log;
    private final Duration summed;
    private final BlockingQueue<Runnable> clients = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Cache<Client, Boolean> known =
            KNOWN.<Client, Boolean>cache((client, _) -> client.length()).build();
    private final Thread thread = Thread.ofVirtual().name("audit").unstarted(this::run);

    private final RefusalSums<Kind> refusals = new RefusalSums<>(this::write);

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
        refusals.add(
                new Kind(one.tenant(), one.subject(), one.code(), one.route()),
                new RefusalSums.Sum(one.count(), one.request()));
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
        return refusals.unwritten();
    }

    /// Writes the sums. What the database does not take waits for the next time.
    void writeRefusals() {
        refusals.write();
    }

    private boolean write(Kind kind, RefusalSums.Sum sum) {
        return quietly(() -> log.noteRefusals(new AuditLog.Refusals(
                kind.tenant(), kind.subject(), kind.code(), kind.route(), sum.count(), sum.request())));
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
