package dev.toolbridge.api.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Batch;
import dev.toolbridge.api.item.Once;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Work;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.postgres.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ReceiptsTest {
    private static final Workspace WORKSPACE = new Workspace();

    private final TestItems items = new TestItems(WORKSPACE.database());
    private final UUID user = UUID.randomUUID();
    private final Space space = new Space("tenant", user);

    @AfterAll
    static void close() {
        WORKSPACE.close();
    }

    @Test
    void answersTheSameRequestWithItsFirstReceipt() {
        assertThat(apply(work("key", "request"))).isInstanceOf(Applied.Decided.class);
        assertThat(apply(work("key", "request")))
                .isInstanceOfSatisfying(
                        Applied.Replayed.class,
                        replayed -> assertThat(replayed.receipt()).asString().isEqualTo("receipt of request"));
        assertThat(items.items().head(space).seq()).isEqualTo(1);
    }

    @Test
    void refusesTheKeyForAnotherRequest() {
        apply(work("key", "request"));

        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, work("key", "another"));
        assertThat(apply(work("another key", "another"))).isInstanceOf(Applied.Decided.class);
    }

    @Test
    void checksTheEpochBeforeItReplays() {
        apply(work("key", "request"));
        Batch batch = (Batch) work("key", "request");

        assertRefused(
                ErrorCode.EPOCH_MISMATCH, new Batch(batch.writes(), OptionalInt.of(2), batch.author(), batch.once()));
    }

    @Test
    void keepsNoReceiptOfARefusal() {
        var refused = new Once(user, "key", "request", _ -> Optional.empty());
        var write = TestItems.create("{}");

        apply(TestItems.batch(List.of(write), Optional.of(refused)));

        assertThat(apply(work("key", "request"))).isInstanceOf(Applied.Decided.class);
    }

    @Test
    void isForgottenByAWipeThatRemembersItself() {
        apply(work("key", "request"));
        var wipe = TestItems.wipeOnce(once("wipe", "wipe"));

        assertThat(apply(wipe)).isInstanceOf(Applied.Wiped.class);
        assertThat(apply(wipe)).isInstanceOf(Applied.Replayed.class);
        assertThat(apply(work("key", "request"))).isInstanceOf(Applied.Decided.class);
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

        assertThat(apply(work("key", "another request"))).isInstanceOf(Applied.Decided.class);
        assertThat(apply(work("key", "another request"))).isInstanceOf(Applied.Replayed.class);
    }

    private Applied apply(Work work) {
        return items.apply(space, work);
    }

    private Work work(String key, String request) {
        return TestItems.batch(List.of(TestItems.create("{}")), Optional.of(once(key, request)));
    }

    private Once once(String key, String request) {
        byte[] receipt = ("receipt of " + request).getBytes(StandardCharsets.UTF_8);
        return new Once(user, key, request, _ -> Optional.of(receipt));
    }

    private void assertRefused(ErrorCode code, Work work) {
        assertThat(apply(work)).isInstanceOfSatisfying(Applied.Refused.class, refused -> assertThat(
                        refused.refusal().code())
                .isEqualTo(code));
    }
}
