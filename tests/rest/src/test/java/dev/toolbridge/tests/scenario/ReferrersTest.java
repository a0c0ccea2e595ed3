package dev.toolbridge.tests.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The effects of a deletion on the items that refer to the deleted one.
class ReferrersTest {
    private static final EntityType TASK = Entities.named("task");
    private static final EntityType LIST = Entities.named("task_list");

    private final World world = new World(RunningApi.instance(), TASK);

    @Test
    void deletingATaskListReleasesItsTasksEachAsAChangeOfItsOwn() {
        String list = world.create(LIST);
        String otherList = world.create(LIST);
        List<String> inside = IntStream.range(0, 20).mapToObj(_ -> task(list)).toList();
        String outside = task(otherList);

        assertThat(world.send("DELETE", "/v1/task_lists/" + list).status()).isEqualTo(200);

        assertThat(inside).allSatisfy(uid -> {
            var task = world.send("GET", "/v1/tasks/" + uid);
            assertThat(task.at("/payload/taskListUid").isMissingNode()).isTrue();
            assertThat(task.at("/payload/title").asText()).isEqualTo("a title");
            assertThat(task.at("/version").asInt()).isEqualTo(2);
            assertThat(world.send("GET", "/v1/tasks/" + uid + "/history")
                            .at("/items/0/version")
                            .asInt())
                    .isEqualTo(2);
        });
        var untouched = world.send("GET", "/v1/tasks/" + outside);
        assertThat(untouched.at("/payload/taskListUid").asText()).isEqualTo(otherList);
        assertThat(untouched.at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void releasedTasksComeAgainToThoseWhoReadFromACheckpoint() {
        String list = world.create(LIST);
        String task = task(list);
        task(world.create(LIST));
        String checkpoint = world.send("GET", "/v1/tasks").at("/nextCursor").asText();

        world.send("DELETE", "/v1/task_lists/" + list);

        var page = world.send("GET", "/v1/tasks?cursor=" + checkpoint);
        assertThat(page.at("/items")).hasSize(1);
        assertThat(page.at("/items/0/uid").asText()).isEqualTo(task);
    }

    @Test
    void aDeletedTaskIsNotReleasedAndNotRevived() {
        String list = world.create(LIST);
        String task = task(list);
        world.send("DELETE", "/v1/tasks/" + task);

        world.send("DELETE", "/v1/task_lists/" + list);

        var deleted = world.send("GET", "/v1/tasks/" + task + "?includeDeleted=true");
        assertThat(deleted.at("/version").asInt()).isEqualTo(2);
        assertThat(deleted.at("/deletedAt").isMissingNode()).isFalse();
    }

    /// Clients that keep a time of their own in the payload detect the change by it.
    @Test
    void aReleasedTaskHasItsTimesSetWhereverAClientKeepsThem() {
        String list = world.create(LIST);
        String kept = world.send(
                        "POST",
                        "/v1/tasks",
                        "{\"taskListUid\":\"" + list + "\",\"updatedAt\":\"2001-01-01T00:00:00Z\"}")
                .at("/uid")
                .asText();
        String none = task(list);

        world.send("DELETE", "/v1/task_lists/" + list);

        var payload = world.send("GET", "/v1/tasks/" + kept).at("/payload");
        assertThat(payload.path("updatedAt").asText())
                .isEqualTo(payload.path("updatedTs").asText())
                .isEqualTo(payload.path("updateTime").asText());
        assertThat(world.send("GET", "/v1/tasks/" + none).at("/payload").has("updatedAt"))
                .isFalse();
    }

    @Test
    void aRefusedDeleteReleasesNothing() {
        String list = world.create(LIST);
        String task = task(list);

        var refused = world.send(Call.of("DELETE", "/v1/task_lists/" + list).with("If-Match", "9"));

        assertThat(refused.status()).isEqualTo(412);
        assertThat(world.send("GET", "/v1/tasks/" + task)
                        .at("/payload/taskListUid")
                        .asText())
                .isEqualTo(list);
    }

    @Test
    void otherDeletesKeepWhatRefersToThem() {
        var comments = new World(RunningApi.instance(), Entities.named("comment"));
        String comment = comments.create();
        String note = comments.send("GET", "/v1/comments/" + comment)
                .at("/payload/parentUid")
                .asText();

        assertThat(comments.send("DELETE", "/v1/notes/" + note).status()).isEqualTo(200);

        var kept = comments.send("GET", "/v1/comments/" + comment);
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.at("/payload/parentUid").asText()).isEqualTo(note);
        assertThat(kept.at("/version").asInt()).isEqualTo(1);
    }

    private String task(String list) {
        var reply = world.send("POST", "/v1/tasks", "{\"title\":\"a title\",\"taskListUid\":\"" + list + "\"}");
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply.at("/uid").asText();
    }
}
