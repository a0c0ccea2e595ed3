package dev.toolbridge.api.store.write;

import static dev.toolbridge.contract.ErrorCode.INVALID_FIELD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.TestItems;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.error.Refusal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final String KEPT_ANSWER = """
            INSERT INTO idempotency_key (tenant_id, space_id, user_id, key, request, receipt, epoch)
            SELECT ?, ?, ?, 'key', 'request', receipt, 1 FROM unnest(?) AS kept (receipt)
            """;

    private static final Workspace WORKSPACE = new Workspace();

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final UUID user = UUID.randomUUID();
    private final Space space = new Space("tenant", user);

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void answersTheSameRequestWithItsFirstOutcomes() {
        Stored first = done(apply(work("key", "request")));

        assertThat(replayed(apply(work("key", "request"))))
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(items.items().head(space).seq()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        apply(work("key", "request"));

        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, work("key", "another"));
        assertThat(apply(work("another key", "another"))).isInstanceOf(Result.Done.class);
    }

    @Test
    void checksTheEpochBeforeItReplays() {
        apply(work("key", "request"));
        Batch batch = work("key", "request");

        assertRefused(
                ErrorCode.EPOCH_MISMATCH, new Batch(batch.writes(), OptionalInt.of(2), batch.author(), batch.once()));
    }

    @Test
    void keepsNoReceiptOfARefusal() {
        var missing = new Mutation.Delete(UUID.randomUUID());
        var write = new Write(TestItems.NOTE, missing, new Precondition.None());

        apply(TestItems.batch(List.of(write), Optional.of(once("key", "request"))));

        assertThat(apply(work("key", "request"))).isInstanceOf(Result.Done.class);
    }

    @Test
    void keepsThePushWhoseItemsAreRefused() {
        var sent = Optional.of(new Stamp(1_000, 7, OptionalLong.empty()));
        var push = new Mutation.Push(UUID.randomUUID(), sent, () -> new Body.Bad(Refusal.of(INVALID_FIELD, "no, ü")));
        var write = new Write(TestItems.NOTE, push, new Precondition.None());
        var batch = TestItems.batch(List.of(write), Optional.of(once("key", "request")));
        apply(batch);

        assertThat(replayed(apply(batch)).outcomes())
                .singleElement()
                .isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                    assertThat(refused.sent()).isEqualTo(sent);
                    assertThat(refused.refusal()).hasMessage("no, ü");
                    assertThat(refused.refusal().code()).isEqualTo(INVALID_FIELD);
                });
    }

    @Test
    void readsTheAnswerThatAnEarlierServerKept() throws SQLException {
        items.items().head(space);
        byte[] answer = "201\nContent-Type:application/json\nETag:\"1\"\n\n{}".getBytes(StandardCharsets.UTF_8);
        try (Connection connection = TestPostgres.connect(WORKSPACE.login());
                var query = SpaceQuery.prepare(connection, space, KEPT_ANSWER)) {
            query.bind(space.tenant()).bind(space.id()).bind(user);
            query.bindArray("bytea", (Object[]) new byte[][] {answer}).execute();
        }

        assertThat(apply(work("key", "request")))
                .isInstanceOfSatisfying(Result.Answered.class, answered -> assertThat(answered.answer())
                        .isEqualTo(answer));
    }

    @Test
    void isForgottenByAWipeThatRemembersItself() {
        apply(work("key", "request"));
        var wipe = TestItems.wipeOnce(once("wipe", "wipe"));

        Wiped wiped = done(items.apply(space, wipe));
        assertThat(replayed(items.apply(space, wipe))).isEqualTo(wiped);
        assertThat(apply(work("key", "request"))).isInstanceOf(Result.Done.class);
        assertThat(items.items().head(space).epoch()).isEqualTo(2);
    }

    @Test
    void sendsAwayTheSecondWhileAnotherProcessWorksOnTheFirst() throws SQLException {
        String name = String.join("\n", space.tenant(), user.toString(), user.toString(), "key");
        try (Connection otherProcess = TestPostgres.connect(WORKSPACE.login());
                var lock = otherProcess.prepareStatement("SELECT pg_advisory_lock(hashtextextended(?, 0))")) {
            lock.setString(1, name);
            lock.execute();
            assertRefused(ErrorCode.IDEMPOTENCY_IN_FLIGHT, work("key", "request"));
        }
        assertThat(items.items().head(space).seq()).isZero();
    }

    @Test
    void lastsADay() throws SQLException {
        apply(work("key", "request"));
        try (Connection connection = TestPostgres.connect(WORKSPACE.login());
                var query = SpaceQuery.prepare(
                        connection, space, "UPDATE idempotency_key SET created_at = now() - interval '25 hours'")) {
            query.execute();
        }

        assertThat(apply(work("key", "another request"))).isInstanceOf(Result.Done.class);
        assertThat(apply(work("key", "another request"))).isInstanceOf(Result.Replayed.class);
    }

    private Result<Stored> apply(Batch batch) {
        return items.apply(space, batch);
    }

    private Batch work(String key, String request) {
        return TestItems.batch(List.of(TestItems.create("{\"n\":1.50}")), Optional.of(once(key, request)));
    }

    private Once once(String key, String request) {
        return new Once(user, key, request);
    }

    private static <R> R done(Result<R> result) {
        return switch (result) {
            case Result.Done<R> done -> done.value();
            case Result.Replayed<R> _, Result.Answered<R> _, Result.Refused<R> _ -> throw new AssertionError(result);
        };
    }

    private static <R> R replayed(Result<R> result) {
        return switch (result) {
            case Result.Replayed<R> replayed -> replayed.value();
            case Result.Done<R> _, Result.Answered<R> _, Result.Refused<R> _ -> throw new AssertionError(result);
        };
    }

    private void assertRefused(ErrorCode code, Batch work) {
        assertThat(apply(work)).isInstanceOfSatisfying(Result.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }
}
