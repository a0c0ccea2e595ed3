package dev.toolbridge.tenants.audit;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.audit.RefusalSums;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.store.AuditStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Records refusals in the platform's chain, summed for about a minute.
public final class RefusalTrail implements AutoCloseable {
    /// All senders without a good credential. They are one, so that strangers cannot fill the log.
    public static final String UNKNOWN = Json.text(Json.object().put("sender", "unknown"));

    private static final Logger LOG = LoggerFactory.getLogger(RefusalTrail.class);
    private static final Duration SUMMED = Duration.ofMinutes(1);

    private final Database database;
    private final RefusalSums<Refused> sums = new RefusalSums<>(this::write);
    private final CountDownLatch closed = new CountDownLatch(1);

    public RefusalTrail(Database database) {
        this.database = database;
    }

    /// A kind of refusals.
    ///
    /// @param actor the sender as the audit log names it, in JSON
    /// @param code the error code
    /// @param route the route, as the route table writes it
    public record Refused(String actor, String code, String route) {}

    public void start() {
        Thread.ofVirtual().name("refusals").start(this::run);
    }

    /// Notes one refusal.
    ///
    /// @param request its correlation id
    public void note(Refused refused, String request) {
        sums.add(refused, new RefusalSums.Sum(1, request));
    }

    /// Writes the sums now.
    public void write() {
        sums.write();
    }

    @Override
    public void close() {
        closed.countDown();
        write();
    }

    private void run() {
        try {
            while (!closed.await(SUMMED.toMillis(), TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean write(Refused refused, RefusalSums.Sum sum) {
        var facts = Json.object().put("code", refused.code()).put("count", sum.count());
        var author = new AuditStore.Author(AuditStore.Author.PLATFORM, refused.actor(), sum.request());
        try {
            return database.transaction(transaction -> {
                AuditStore.append(transaction, author, new AuditEntry("request.refused", refused.route(), facts));
                transaction.commit();
                return true;
            });
        } catch (RuntimeException failed) {
            LOG.atWarn().addKeyValue("reason", failed.getMessage()).log("refusals are written down later");
            return false;
        }
    }
}
