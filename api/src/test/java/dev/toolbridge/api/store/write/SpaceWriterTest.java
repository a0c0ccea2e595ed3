package dev.toolbridge.api.store.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseFailure;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// Requests whose writes were combined fail each by itself, and none fails whose effect is stored.
class SpaceWriterTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static final String FAULT = "22000";
    private static final String TOO_LATE = "57014";

    /// The actions to run at the next decisions.
    private final Queue<Runnable> decisions = new ConcurrentLinkedQueue<>();

    private final TestItems items = new TestItems(WORKSPACE.database(), this::now);
    private final Space space = new Space("tenant", UUID.randomUUID());

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void tellsWhatIsStoredWhenTheDatabaseIsAwayForTheNext() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        decide(() -> {
            begun.countDown();
            await(mayEnd);
        });
        FutureTask<Result<Stored>> first = create();
        begun.await();
        FutureTask<Result<Stored>> second = createBehind();
        FutureTask<Result<Stored>> third = createBehind();
        FutureTask<Result<Stored>> fourth = createBehind();
        decide(() -> fail(FAULT), SpaceWriterTest::nothing, () -> fail(TOO_LATE));
        mayEnd.countDown();

        assertThat(first.get()).isInstanceOf(Result.Done.class);
        assertThat(second.get()).isInstanceOf(Result.Done.class);
        assertThat(third.get()).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(fourth.get()).isInstanceOf(Result.Done.class);
        assertThat(decisions).isEmpty();
        assertThat(items.items().head(space).seq()).isEqualTo(3);
    }

    private void decide(Runnable... next) {
        decisions.addAll(List.of(next));
    }

    private Instant now() {
        Runnable decision = decisions.poll();
        if (decision != null) {
            decision.run();
        }
        return Instant.EPOCH;
    }

    private FutureTask<Result<Stored>> create() {
        var task = task();
        Thread.ofPlatform().start(task);
        return task;
    }

    /// Returns when the request waits for the one before.
    private FutureTask<Result<Stored>> createBehind() {
        var task = task();
        Thread request = Thread.ofPlatform().start(task);
        while (request.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return task;
    }

    private FutureTask<Result<Stored>> task() {
        var create = TestItems.batch(List.of(TestItems.create("{}")), Optional.empty());
        return new FutureTask<>(() -> items.apply(space, create));
    }

    private static void nothing() {}

    private static void fail(String state) {
        throw DatabaseFailure.of(new SQLException("made by a test", state));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
