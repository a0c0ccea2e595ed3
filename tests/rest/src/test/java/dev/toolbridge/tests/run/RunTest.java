package dev.toolbridge.tests.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs are listed, shown with their changes, and taken back.
class RunTest {
    private final SyncClient user = SyncClient.of(RunningApi.instance());

    @Test
    void aRunIsListedShownAndTakenBack() {
        String note =
                user.post("/v1/notes", "{\"content\":\"Buy milk.\"}").at("/uid").textValue();
        user.send(inRun("PATCH", "/v1/notes/" + note, "week 1", "{\"content\":\"Buy milk and eggs.\"}"));
        user.send(inRun("POST", "/v1/tasks", "week 1", "{\"title\":\"eggs\"}"));
        user.send(Call.of("PATCH", "/v1/notes/" + note).json("{\"content\":\"Ann: buy milk and eggs.\"}"));

        Reply list = user.get("/v1/runs");
        Reply one = user.get("/v1/runs/week%201?limit=1");
        Reply rest =
                user.get("/v1/runs/week%201?cursor=" + one.at("/nextCursor").asText());
        Reply trial = undo("week%201", "{\"dryRun\":true}");
        Reply undone = undo("week%201", "{\"confirm\":\"" + trial.at("/confirm").asText() + "\"}");

        assertThat(list.at("/runs")).as(list::toString).hasSize(1);
        assertThat(list.at("/runs/0/id").asText()).isEqualTo("week 1");
        assertThat(list.at("/runs/0/counts").toString()).isEqualTo("{\"note\":{\"patch\":1},\"task\":{\"create\":1}}");
        assertThat(list.at("/runs/0/undone").asBoolean()).isFalse();
        assertThat(one.at("/changes/0/patch/0/path").asText()).isEqualTo("/content");
        assertThat(one.at("/hasMore").asBoolean()).isTrue();
        assertThat(rest.at("/changes")).hasSize(1);
        assertThat(rest.at("/hasMore").asBoolean()).isFalse();
        assertThat(trial.at("/reverted")).hasSize(2);
        assertThat(trial.at("/dryRun").asBoolean()).isTrue();
        assertThat(undone.status()).as(undone::toString).isEqualTo(200);
        assertThat(undone.at("/run").asText()).isEqualTo("undo:week 1");
        assertThat(user.get("/v1/notes/" + note).at("/payload/content").asText())
                .isEqualTo("Ann: buy milk.");
        assertThat(user.get("/v1/tasks").at("/items")).isEmpty();
        Reply after = user.get("/v1/runs");
        assertThat(after.at("/runs/0/id").asText()).isEqualTo("undo:week 1");
        assertThat(after.at("/runs/1/undone").asBoolean()).isTrue();
        assertThat(undo("undo:week%201", "{}").status()).isEqualTo(200);
        assertThat(user.get("/v1/tasks").at("/items")).hasSize(1);
    }

    @Test
    void aConfirmCodeIsForOneUndoOfOneState() {
        user.send(inRun("POST", "/v1/notes", "a", "{}"));
        String code = undo("a", "{\"dryRun\":true}").at("/confirm").asText();
        user.send(inRun("POST", "/v1/notes", "b", "{}"));

        Reply other = undo("b", "{\"confirm\":\"" + code + "\"}");
        Reply forged = undo("a", "{\"confirm\":\"" + code.substring(1) + "\"}");
        user.send(inRun("POST", "/v1/notes", "a", "{}"));
        Reply stale = undo("a", "{\"confirm\":\"" + code + "\"}");

        assertThat(other.at("/code").asText()).isEqualTo("confirm_stale");
        assertThat(forged.at("/code").asText()).isEqualTo("confirm_stale");
        assertThat(stale.at("/code").asText()).isEqualTo("confirm_stale");
        assertThat(user.get("/v1/notes").at("/items")).hasSize(3);
    }

    @Test
    void runsArePagesOfTheirLastChanges() {
        String longName = "x".repeat(200);
        for (String run : new String[] {"a", "b", longName, "a"}) {
            user.send(inRun("POST", "/v1/notes", run, "{}"));
        }

        Reply first = user.get("/v1/runs?limit=2");
        Reply second =
                user.get("/v1/runs?limit=2&cursor=" + first.at("/nextCursor").asText());

        assertThat(first.at("/runs/0/id").asText()).isEqualTo("a");
        assertThat(first.at("/runs/1/id").asText()).isEqualTo(longName);
        assertThat(second.at("/runs/0/id").asText()).isEqualTo("b");
        assertThat(second.at("/hasMore").asBoolean()).isFalse();
        assertThat(user.get("/v1/runs?client=none").at("/runs")).isEmpty();
        assertThat(undo(longName, "{}").at("/reverted")).hasSize(1);
    }

    @Test
    void runsOfOthersDoNotExist() {
        SyncClient.of(RunningApi.instance()).send(inRun("POST", "/v1/notes", "theirs", "{}"));

        assertThat(user.get("/v1/runs/theirs").status()).isEqualTo(404);
        assertThat(undo("theirs", "{}").status()).isEqualTo(404);
        assertThat(user.get("/v1/runs").at("/runs")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"only\":[]}", "{\"only\":[\"x\"]}", "{\"dryRun\":1}", "{\"confirm\":1}", "{\"more\":1}", "[]"
            })
    void wrongBodiesAreRefused(String body) {
        assertThat(undo("a", body).status()).isEqualTo(400);
    }

    private Reply undo(String run, String body) {
        return user.send(Call.of("POST", "/v1/runs/" + run + "/undo").json(body));
    }

    private static Call inRun(String method, String path, String run, String json) {
        return Call.of(method, path).json(json).with("X-TB-Run", run);
    }
}
