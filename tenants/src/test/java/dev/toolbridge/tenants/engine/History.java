package dev.toolbridge.tenants.engine;

import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestControl;
import dev.toolbridge.tenants.store.TestPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The random requests about one tenant.
final class History {
    private static final Logger LOG = LoggerFactory.getLogger(History.class);
    private static final int REQUESTS_MAX = 8;
    private static final int PAUSE_MAX_MS = 4_000;

    private final TestControl control;
    private final OperationWatch watch;
    private final Random random;
    private final String slug;
    private final List<UUID> asked = new ArrayList<>();

    History(TestControl control, OperationWatch watch, Random random, String slug) {
        this.control = control;
        this.watch = watch;
        this.random = random;
        this.slug = slug;
    }

    void run() throws InterruptedException {
        var order = TestPlan.order(EngineProgram.asked(TestPlan.PROVISION));
        var created = (Creation.Created) control.tenants().create(TestPlan.tenant(slug), order, Origin.OURS);
        asked.add(created.operation().id());
        int requests = 1 + random.nextInt(REQUESTS_MAX);
        for (int count = 0; count < requests; count++) {
            watch.ended(asked.getLast(), Duration.ofMillis(random.nextInt(PAUSE_MAX_MS)));
            attempt(() -> request(created.tenant().ref()));
        }
    }

    /// A server that is frozen in the middle of a transaction keeps its locks for some seconds: a request is
    /// answered with 503 then.
    private static void attempt(Runnable request) {
        try {
            request.run();
        } catch (DatabaseUnavailable locked) {
            LOG.info("a request is refused: {}", locked.words().text());
        }
    }

    private void request(UUID tenant) {
        UUID one = asked.get(random.nextInt(asked.size()));
        switch (random.nextInt(10)) {
            case 0 -> control.operations().cancel(one, _ -> true, Origin.OURS);
            case 1 -> control.operations().retry(one, _ -> true, Origin.OURS);
            case 2 -> start(tenant, TestPlan.SUSPEND);
            case 3 -> start(tenant, TestPlan.RESUME);
            default -> start(tenant, TestPlan.DEPLOY);
        }
    }

    private void start(UUID tenant, OperationKind kind) {
        var order = TestPlan.order(EngineProgram.asked(kind));
        if (control.operations().start(tenant, order, Origin.OURS) instanceof Started.Accepted(Operation operation)) {
            asked.add(operation.id());
        }
    }

    /// Waits until an operation has ended, and retries it when it has failed.
    static boolean settled(TestControl control, OperationWatch watch, Operation operation, Duration patience)
            throws InterruptedException {
        Operation ended = watch.ended(operation.id(), patience).orElseThrow();
        if (ended.status() == OperationStatus.FAILED) {
            attempt(() -> control.operations().retry(operation.id(), _ -> true, Origin.OURS));
            ended = watch.ended(operation.id(), patience).orElseThrow();
        }
        return ended.status() == OperationStatus.SUCCEEDED || ended.status() == OperationStatus.CANCELLED;
    }
}
