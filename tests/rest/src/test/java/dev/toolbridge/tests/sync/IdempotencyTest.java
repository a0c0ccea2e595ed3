package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";

    private final SyncClient client = SyncClient.of(RunningApi.instance());

    @Test
    void aCreateSentTwiceMakesOneItem() {
        Call create = Call.of("POST", "/v1/notes").json("{\"title\":\"once\"}").with(KEY, "k");
        Reply first = client.send(create);
        Reply again = client.send(create);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header(REPLAYED)).isEmpty();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(client.get("/v1/notes").at("/items")).hasSize(1);
    }

    @Test
    void everyKindOfWriteTakesAKey() {
        String one = "/v1/tasks/" + client.post("/v1/tasks", "{}").at("/uid").textValue();
        assertOnce(Call.of("PUT", one).json("{\"a\":1}"), 2);
        assertOnce(Call.of("PATCH", one).json("{\"b\":1}"), 3);
        assertOnce(Call.of("POST", one + "/archive"), 4);
        assertOnce(Call.of("POST", one + "/process").json("{\"action\":\"start\"}"), 5);
        assertOnce(Call.of("DELETE", one), 6);
        assertOnce(Call.of("POST", one + "/restore").json("{\"version\":1}"), 7);
        UUID uid = UUID.randomUUID();
        Call push = Call.of("POST", "/v1/sync/notes/push")
                .json("{\"items\":[" + item(uid, MORNING, "") + ",{}]}")
                .with(KEY, "push");
        Reply pushed = client.send(push);
        assertThat(client.send(push).body()).isEqualTo(pushed.body());
    }

    @Test
    void aReplayOfAPushTellsRefusedItemsAsTheFirstTime() {
        String orphan = "{\"uid\":\"" + UUID.randomUUID() + "\",\"parentType\":\"note\",\"parentUid\":\""
                + UUID.randomUUID() + "\"}";
        Call push = Call.of("POST", "/v1/sync/comments/push")
                .json("{\"items\":[" + orphan + ",{\"uid\":\"no uid\"}]}")
                .with(KEY, "push");
        Reply first = client.send(push);
        Reply again = client.send(push);

        assertThat(first.at("/0/updatedAt").textValue()).as(first::toString).isNotEmpty();
        assertThat(again.header(REPLAYED)).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void aKeyBelongsToOneRequest() {
        client.send(Call.of("POST", "/v1/notes").json("{\"n\":1}").with(KEY, "k"));

        assertReused(Call.of("POST", "/v1/notes").json("{\"n\":2}"));
        assertReused(Call.of("POST", "/v1/tasks").json("{\"n\":1}"));
        assertReused(Call.of("PUT", "/v1/notes/" + UUID.randomUUID()).json("{\"n\":1}"));
        var other = SyncClient.of(RunningApi.instance());
        assertThat(other.send(Call.of("POST", "/v1/notes").json("{\"n\":2}").with(KEY, "k"))
                        .status())
                .as("of another user")
                .isEqualTo(201);
    }

    @Test
    void theVersionThatIsDemandedIsPartOfTheRequest() {
        String one = "/v1/notes/" + client.post("/v1/notes", "{}").at("/uid").textValue();
        Call patch = Call.of("PATCH", one).json("{\"a\":1}").with(KEY, "k");

        assertThat(client.send(patch.with("If-Match", "1")).status()).isEqualTo(200);
        assertThat(client.send(patch.with("If-Match", "1")).status()).isEqualTo(200);
        assertThat(client.send(patch.with("If-Match", "2")).status()).isEqualTo(422);
        assertThat(client.send(patch).status()).isEqualTo(422);
    }

    @Test
    void theKindOfPatchIsPartOfTheRequest() {
        String one = "/v1/notes/" + client.post("/v1/notes", "{}").at("/uid").textValue();
        Call patch = Call.of("PATCH", one).body("{\"a\":null}").with(KEY, "k");
        client.send(patch.with("Content-Type", "application/json"));

        assertThat(client.send(patch).header(REPLAYED)).hasValue("true");
        assertThat(client.send(patch.with("Content-Type", "application/merge-patch+json"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aRefusalIsNotKept() {
        String uid = UUID.randomUUID().toString();
        Call patch = Call.of("PATCH", "/v1/notes/" + uid).json("{\"a\":1}").with(KEY, "k");

        assertThat(client.send(patch).status()).isEqualTo(404);
        client.post("/v1/notes", "{\"uid\":\"" + uid + "\"}");
        assertThat(client.send(patch).status()).isEqualTo(200);
        assertThat(client.send(patch).header(REPLAYED)).hasValue("true");
    }

    @Test
    void anotherEpochIsRefusedBeforeAnythingIsReplayedAndAWipeForgets() {
        Call create = Call.of("POST", "/v1/notes").json("{}").with(KEY, "k");
        client.send(create);
        assertThat(client.with("", "7").send(create).status()).isEqualTo(409);
        Call wipe =
                Call.of("POST", "/v1/sync/wipe").json("{\"confirm\":\"WIPE\"}").with(KEY, "w");
        Reply wiped = client.send(wipe);
        var next = client.withSession();

        assertThat(next.send(wipe).body()).as("a wipe that was not heard").isEqualTo(wiped.body());
        assertThat(next.send(create).header(REPLAYED)).isEmpty();
        assertThat(next.get("/v1/notes").at("/items")).hasSize(1);
    }

    @Test
    void aReplicaKnowsTheKeysOfTheOthers() {
        Call create = Call.of("POST", "/v1/notes").json("{}").with(KEY, "k");
        Reply first = client.send(create);
        try (var replica = RunningApi.instance().startAgain()) {
            assertThat(client.at(replica).send(create).body()).isEqualTo(first.body());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "tab\there"})
    void aKeyIsUpToTwoHundredAndFiftyFivePrintableCharacters(String key) {
        String bad = key.equals("256") ? "k".repeat(256) : key;
        Reply reply = client.send(Call.of("POST", "/v1/notes").json("{}").with(KEY, bad));

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(client.send(Call.of("POST", "/v1/notes").json("{}").with(KEY, "k".repeat(255)))
                        .status())
                .isEqualTo(201);
    }

    private void assertOnce(Call call, int version) {
        Call keyed = call.with(KEY, "key " + version);
        Reply first = client.send(keyed);
        Reply again = client.send(keyed);
        assertThat(first.at("/version").intValue()).as(first::toString).isEqualTo(version);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header(REPLAYED)).hasValue("true");
    }

    private void assertReused(Call call) {
        Reply reply = client.send(call.with(KEY, "k"));
        assertThat(reply.status()).as(reply::toString).isEqualTo(422);
        assertThat(reply.at("/code").textValue()).isEqualTo("idempotency_key_reused");
    }
}
