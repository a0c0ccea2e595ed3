package dev.toolbridge.tests.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final RunningApi API = RunningApi.instance();
    private static final String NO_SESSION =
            "X-Sync-Session header required. Please call POST /v1/sync/sessions to begin a session.";
    private static final String OVER =
            "Invalid or expired sync session. Please call POST /v1/sync/sessions to begin a new session.";

    private final SyncClient client = SyncClient.of(API);

    @Test
    void beginsShowsAndEnds() {
        Reply begun = client.send(Call.of("POST", "/v1/sync/sessions"));
        String id = begun.at("/id").textValue();

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.header("X-Sync-Epoch")).hasValue("1");
        assertThat(begun.at("/epoch").intValue()).isEqualTo(1);
        assertThat(begun.at("/userId").textValue()).hasSize(36);
        assertThat(Duration.between(
                        Instant.parse(begun.at("/createdAt").textValue()),
                        Instant.parse(begun.at("/expiresAt").textValue())))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(client.get("/v1/sync/sessions/" + id).json()).isEqualTo(begun.json());
        assertThat(client.send(Call.of("DELETE", "/v1/sync/sessions/" + id)).status())
                .isEqualTo(204);
        assertOver(id);
        assertThat(client.withSession().pull("notes", "").status())
                .as("others go on")
                .isEqualTo(200);
    }

    @Test
    void isDemandedWhereDevicesSync() {
        for (String path : new String[] {"/v1/sync/notes/pull", "/v1/sync/changes", "/v1/sync/state"}) {
            assertRefused(client.with("", "1").get(path), 428, NO_SESSION);
            assertRefused(client.with("never-made", "1").get(path), 428, OVER);
        }
        assertRefused(client.with("", "1").wipe(), 428, NO_SESSION);
        assertRefused(client.with("", "1").push("notes", "{}"), 428, NO_SESSION);
    }

    @Test
    void isCheckedWhereItIsNotDemanded() {
        assertThat(client.with("", "").get("/v1/notes").status()).isEqualTo(200);
        assertThat(client.get("/v1/notes").status()).isEqualTo(200);
        assertRefused(client.with("never-made", "").get("/v1/notes"), 428, OVER);
        assertRefused(client.with("never-made", "").post("/v1/notes", "{}"), 428, OVER);
    }

    @Test
    void belongsToOneUserOfOneTenant() {
        var stranger = SyncClient.of(API);

        assertRefused(
                stranger.with(client.session(), "1").pull("notes", ""),
                403,
                "Session does not belong to authenticated user.");
        Reply shown = stranger.get("/v1/sync/sessions/" + client.session());
        assertThat(shown.status()).isEqualTo(403);
        assertThat(shown.body().strip()).isEqualTo("forbidden");
    }

    @Test
    void isNotTakenWhenItWasChanged() {
        for (int index = 0; index < client.session().length(); index += 7) {
            var changed = new StringBuilder(client.session());
            changed.setCharAt(index, changed.charAt(index) == 'A' ? 'B' : 'A');
            assertThat(client.with(changed.toString(), "1").pull("notes", "").status())
                    .as(changed::toString)
                    .isEqualTo(428);
        }
    }

    @Test
    void worksOnEveryReplicaAndAfterARestart() {
        String other = client.withSession().session();
        try (var replica = API.startAgain()) {
            assertThat(client.at(replica).pull("notes", "").status()).isEqualTo(200);
            assertThat(client.at(replica)
                            .send(Call.of("DELETE", "/v1/sync/sessions/" + other))
                            .status())
                    .isEqualTo(204);
            assertOver(other);
        }
    }

    private void assertOver(String id) {
        Reply shown = client.get("/v1/sync/sessions/" + id);
        assertThat(shown.status()).isEqualTo(404);
        assertThat(shown.body().strip()).isEqualTo("session not found or expired");
        assertRefused(client.with(id, "1").pull("notes", ""), 428, OVER);
    }

    private static void assertRefused(Reply reply, int status, String error) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(status);
        assertThat(reply.at("/error").textValue()).isEqualTo(error);
    }
}
