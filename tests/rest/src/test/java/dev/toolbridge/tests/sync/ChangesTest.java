package dev.toolbridge.tests.sync;

import static dev.toolbridge.tests.sync.SyncClient.cursor;
import static dev.toolbridge.tests.sync.SyncClient.texts;
import static dev.toolbridge.tests.sync.SyncItems.MORNING;
import static dev.toolbridge.tests.sync.SyncItems.deleted;
import static dev.toolbridge.tests.sync.SyncItems.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private final SyncClient client = SyncClient.of(RunningApi.instance());

    @Test
    void showsAllTypesInOneOrderAndNamesThem() {
        for (EntityType type : Entities.ALL) {
            client.push(type.plural(), SyncItems.item(client, type, UUID.randomUUID()));
        }
        Reply page = client.get("/v1/sync/changes");
        var types = new ArrayList<String>();
        page.at("/upserts")
                .forEach(payload -> types.add(payload.at("/sync/type").textValue()));

        assertThat(types)
                .containsExactly(
                        "note",
                        "task",
                        "note",
                        "comment",
                        "chat",
                        "chat",
                        "chat_message",
                        "task_list",
                        "task_list_category",
                        "milestone",
                        "memory");
        assertThat(page.at("/upserts/0/sync/version").intValue()).isEqualTo(1);
    }

    @Test
    void namesTheTypeOfWhatIsGone() {
        UUID uid = UUID.randomUUID();
        client.push("tasks", item(uid, MORNING, ""));
        String checkpoint = cursor(client.get("/v1/sync/changes"));
        client.push("tasks", deleted(uid, MORNING.plusSeconds(1), ""));

        assertThat(client.get("/v1/sync/changes?" + checkpoint).at("/deletes").toString())
                .isEqualTo("[{\"type\":\"task\",\"uid\":\"" + uid + "\",\"deletedAt\":\"2026-01-02T08:00:01Z\"}]");
    }

    @Test
    void theLatestBeginACursorWithoutACopy() {
        client.push("tasks", item(UUID.randomUUID(), MORNING, ""));
        UUID newest = UUID.randomUUID();
        client.push("tasks", item(newest, MORNING, ""));

        Reply latest = client.get("/v1/sync/changes?latest=true&limit=1");

        assertThat(texts(latest, "/upserts", "uid")).containsExactly(newest.toString());
        UUID after = UUID.randomUUID();
        client.push("notes", item(after, MORNING, ""));
        assertThat(texts(client.get("/v1/sync/changes?" + cursor(latest)), "/upserts", "uid"))
                .containsExactly(after.toString());
        assertThat(client.get("/v1/sync/changes?latest=true&" + cursor(latest)).status())
                .as("what lies between the two would be lost")
                .isEqualTo(400);
    }

    @Test
    void neverBringsACommentBeforeItsNoteWhateverThePageSize() {
        UUID note = UUID.randomUUID();
        client.push("notes", item(note, MORNING, ""));
        for (int comment = 0; comment < 5; comment++) {
            client.push(
                    "comments",
                    item(UUID.randomUUID(), MORNING, ",\"parentType\":\"note\",\"parentUid\":\"" + note + "\""));
        }
        client.push("notes", item(note, MORNING.plusSeconds(1), ""));
        for (int limit = 1; limit <= 7; limit++) {
            Reply first = client.get("/v1/sync/changes?limit=" + limit);
            assertThat(texts(first, "/upserts", "uid")).first().isEqualTo(note.toString());
        }
    }
}
