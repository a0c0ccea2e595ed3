package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.deleted;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Versions that devices pushed come back too, and devices hear of it.
class RestoredPushTest {
    private final SyncClient client = SyncClient.of(RunningApi.instance());
    private final UUID uid = UUID.randomUUID();
    private final String note = "/v1/notes/" + uid;

    @Test
    void aValueOfAWrongTypeThatWasPushedComesBack() {
        client.push("notes", item(uid, MORNING, ",\"title\":7,\"tags\":\"none\""));
        client.send(Call.of("PUT", note).json("{\"title\":\"seven\"}"));

        Reply restored = restore(1);

        assertThat(restored.status()).as(restored::toString).isEqualTo(200);
        assertThat(restored.at("/payload/title").isNumber()).isTrue();
        assertThat(restored.at("/payload/tags").asText()).isEqualTo("none");
    }

    @Test
    void theFirstVersionOfADeviceMayBeAnyNumber() {
        client.push("notes", item(uid, MORNING, ",\"title\":\"a\",\"sync\":{\"version\":7}"));
        client.send(Call.of("PATCH", note).json("{\"title\":\"b\"}"));

        assertThat(client.get(note + "/history/8/diff").at("/from").asInt()).isEqualTo(7);
        assertThat(client.get(note + "/history/7/diff").at("/from").asInt(-1)).isZero();
        assertThat(client.get(note + "/history/6").status()).isEqualTo(404);
        assertThat(client.get(note + "/history/8/diff?from=6").status()).isEqualTo(404);
        assertThat(restore(6).status()).isEqualTo(404);
        assertThat(restore(7).at("/payload/title").asText()).isEqualTo("a");
    }

    @Test
    void aRestoredItemComesWithTheNextPull() {
        client.push("notes", item(uid, MORNING, ",\"title\":\"a\""));
        client.push("notes", deleted(uid, MORNING.plusSeconds(1), ",\"title\":\"a\""));
        String cursor = SyncClient.cursor(client.pull("notes", ""));
        restore(1);

        Reply pulled = client.pull("notes", cursor);

        assertThat(pulled.at("/upserts/0/uid").asText()).isEqualTo(uid.toString());
        assertThat(pulled.at("/upserts/0/sync/version").asInt()).isEqualTo(3);
    }

    @Test
    void nothingComesBackFromBeforeAWipe() {
        client.push("notes", item(uid, MORNING, ",\"title\":\"secret\""));
        client.wipe();
        var next = client.withSession();
        assertThat(next.send(restoring(1)).status()).isEqualTo(404);
        next.push("notes", item(uid, MORNING, ",\"title\":\"fresh\",\"sync\":{\"version\":5}"));

        assertThat(next.get(note + "/history/1").status()).isEqualTo(404);
        assertThat(next.get(note + "/history/5/diff").at("/from").asInt(-1)).isZero();
        assertThat(next.get(note + "/history/5/diff").body()).doesNotContain("secret");
        assertThat(next.get(note + "?asOf=1").status()).isEqualTo(404);
        assertThat(next.send(restoring(1)).status()).isEqualTo(404);
        assertThat(next.send(restoring(5)).at("/payload/title").asText()).isEqualTo("fresh");
    }

    @Test
    void aRestoredTaskListKeepsTheTasksReleased() {
        String list = "/v1/task_lists/"
                + client.post("/v1/task_lists", "{}").at("/uid").textValue();
        String uidOfList = list.substring(list.lastIndexOf('/') + 1);
        String task = "/v1/tasks/"
                + client.post("/v1/tasks", "{\"taskListUid\":\"" + uidOfList + "\"}")
                        .at("/uid")
                        .textValue();
        client.send(Call.of("DELETE", list));
        assertThat(client.send(Call.of("POST", list + "/restore").json("{\"version\":1}"))
                        .status())
                .isEqualTo(200);

        assertThat(client.get(task).at("/payload/taskListUid").isMissingNode()).isTrue();
        client.send(Call.of("POST", task + "/restore").json("{\"version\":1}"));
        assertThat(client.get(task).at("/payload/taskListUid").asText()).isEqualTo(uidOfList);
    }

    private Reply restore(int version) {
        return client.send(restoring(version));
    }

    private Call restoring(int version) {
        return Call.of("POST", note + "/restore").json("{\"version\":" + version + "}");
    }
}
