package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncClient.cursor;
import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
    private final SyncClient client = SyncClient.of(RunningApi.instance());
    private final UUID uid = UUID.randomUUID();

    @Test
    void aWipeEmptiesTheSpaceAndEndsSessionsCursorsAndHistory() {
        client.push("notes", item(uid, MORNING, ""));
        String cursor = cursor(client.pull("notes", ""));
        Reply wiped = client.wipe();

        assertThat(wiped.status()).as(wiped::toString).isEqualTo(200);
        assertThat(wiped.at("/epoch").intValue()).isEqualTo(2);
        assertThat(wiped.at("/deleted").toString())
                .isEqualTo("{\"chat\":0,\"chat_message\":0,\"comment\":0,\"memory\":0,\"milestone\":0,"
                        + "\"note\":1,\"task\":0,\"task_list\":0,"
                        + "\"task_list_category\":0}");
        assertThat(client.pull("notes", "").status()).as("the session").isEqualTo(428);
        var next = client.withSession();
        assertThat(next.epoch()).isEqualTo("2");
        assertThat(next.pull("notes", "").at("/upserts")).isEmpty();
        assertEpochMismatch(next.pull("notes", cursor), 2);
        assertThat(next.get("/v1/notes/" + uid).status()).isEqualTo(404);
        assertThat(next.get("/v1/notes/" + uid + "/history").status()).isEqualTo(404);
    }

    @Test
    void theStateTellsTheEpochAndTheLastWipe() {
        Reply before = client.with(client.session(), "").get("/v1/sync/state");
        assertThat(before.body()).isEqualTo("{\"epoch\":1}");
        client.wipe();
        Reply after = client.withSession().get("/v1/sync/state");

        assertThat(after.at("/epoch").intValue()).isEqualTo(2);
        assertThat(Instant.parse(after.at("/lastWipeAt").textValue()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(after.at("/lastWipeBy").textValue())
                .isEqualTo(client.send(Call.of("POST", "/v1/sync/sessions"))
                        .at("/userId")
                        .textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "2", "x", "-1", "99999999999"})
    void devicesMustKnowTheEpoch(String epoch) {
        var lost = client.with(client.session(), epoch);

        assertEpochMismatch(lost.pull("notes", ""), 1);
        assertEpochMismatch(lost.push("notes", item(uid, MORNING, "")), 1);
        assertEpochMismatch(lost.get("/v1/sync/changes"), 1);
    }

    @Test
    void restClientsNeedNotKnowItButMustNotBeWrong() {
        var wrong = client.with("", "2");

        assertThat(client.with("", "").post("/v1/notes", "{}").status()).isEqualTo(201);
        assertThat(client.with("", "1").post("/v1/notes", "{}").status()).isEqualTo(201);
        assertEpochMismatch(wrong.post("/v1/notes", "no json"), 1);
        assertEpochMismatch(wrong.get("/v1/notes/not-a-uid"), 1);
        assertEpochMismatch(wrong.get("/v1/notes"), 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"confirm\":\"wipe\"}", "{\"confirm\":true}"})
    void aWipeWantsToBeMeant(String body) {
        Reply reply = client.post("/v1/sync/wipe", body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/error").textValue()).isEqualTo("confirmation required: must send {\"confirm\":\"WIPE\"}");
        assertThat(client.post("/v1/sync/wipe", "WIPE").at("/error").textValue())
                .isEqualTo("invalid request body");
    }

    @Test
    void theInfoIsForEverybody() {
        Reply info = client.server().send(Call.of("GET", "/v1/sync/info"));

        assertThat(info.status()).isEqualTo(200);
        assertThat(info.at("/apiVersion").textValue()).isEqualTo("1.1");
        assertThat(info.at("/locking").toString()).isEqualTo("{\"supported\":true,\"mode\":\"session\"}");
        assertThat(info.at("/minClientVersion").textValue()).isEqualTo("0.1.0");
        assertThat(info.at("/rateLimit").toString())
                .as("as this server was told")
                .isEqualTo("{\"windowSeconds\":60,\"maxRequests\":%s,\"burst\":%s}"
                        .formatted(setting("RATE_LIMIT_PER_MINUTE"), setting("RATE_LIMIT_BURST")));
        assertThat(info.at("/hints").toString()).isEqualTo("{\"recommendedBatch\":500,\"backoffMsOn429\":1500}");
        assertThat(Instant.parse(info.at("/serverTime").textValue()))
                .isAfter(Instant.now().minusSeconds(60));
        assertThat(Entities.ALL).allSatisfy(type -> assertThat(
                        info.at("/entities/" + type.plural()).toString())
                .isEqualTo("{\"maxLimit\":1000,\"push\":true,\"pull\":true}"));
    }

    private static String setting(String key) {
        return RunningApi.instance().environment().get(key);
    }

    private static void assertEpochMismatch(Reply reply, int epoch) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(409);
        assertThat(reply.at("/error").textValue()).isEqualTo("epoch_mismatch");
        assertThat(reply.at("/epoch").intValue()).isEqualTo(epoch);
        assertThat(reply.header("X-Sync-Epoch")).hasValue(Integer.toString(epoch));
    }
}
