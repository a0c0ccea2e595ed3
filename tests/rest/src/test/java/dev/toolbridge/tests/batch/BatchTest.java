package dev.toolbridge.tests.batch;

import static dev.toolbridge.tests.batch.BatchClient.comment;
import static dev.toolbridge.tests.batch.BatchClient.creation;
import static dev.toolbridge.tests.batch.BatchClient.numbers;
import static dev.toolbridge.tests.batch.BatchClient.op;
import static dev.toolbridge.tests.batch.BatchClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Operations in one request have the effect of single requests in their order, and nobody sees half of them.
class BatchTest {
    private final BatchClient batches = BatchClient.ofNewUser();

    @Test
    void everyOperationDoesWhatItsSingleRequestDoes() {
        String uid = batches.note("{\"title\":\"a\",\"deep\":{\"x\":1,\"y\":2}}");

        Reply reply = batches.batch(
                "",
                op("patch", uid, "\"payload\":{\"title\":\"b\",\"none\":null}"),
                op("merge", uid, "\"payload\":{\"deep\":{\"y\":null},\"none\":null}"),
                op("process", uid, "\"action\":\"pin\",\"metadata\":{\"why\":\"party\"}"),
                op("archive", uid, "\"ifMatch\":4"),
                op("replace", uid, "\"ifMatch\":\"\\\"5\\\"\",\"payload\":{\"title\":\"c\"}"),
                op("delete", uid, "\"ifMatch\":\"5, 6\""));

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/applied").booleanValue()).isTrue();
        assertThat(numbers(reply, "version")).containsExactly(2, 3, 4, 5, 6, 7);
        assertThat(numbers(reply, "status")).containsOnly(200);
        assertThat(reply.at("/results/5/deletedAt").textValue())
                .isEqualTo(reply.at("/results/5/updatedAt").textValue());
        JsonNode history = batches.user().get("/v1/notes/" + uid + "/history").at("/items");
        assertThat(texts(history, "operation"))
                .containsExactly("delete", "replace", "archive", "process:pin", "patch", "patch", "create");
        assertThat(history.at("/4/payload/deep").toString()).isEqualTo("{\"x\":1}");
        assertThat(history.at("/4/payload").has("none")).isFalse();
        assertThat(history.at("/5/payload/none").isNull()).isTrue();
        assertThat(history.at("/3/metadata/why").textValue()).isEqualTo("party");
    }

    @Test
    void laterOperationsReferToNewItems() {
        Reply reply = batches.batch(
                "\"return\":\"items\"",
                "{\"op\":\"create\",\"type\":\"task_list\",\"ref\":\"list\",\"payload\":{\"title\":\"Move\"}}",
                "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"task\",\"payload\":{\"title\":\"Pack\","
                        + "\"taskListUid\":{\"$ref\":\"list\"},\"links\":[{\"to\":{\"$ref\":\"list\"}}]}}",
                "{\"op\":\"create\",\"type\":\"comment\",\"payload\":{\"content\":\"soon\",\"parentType\":\"task\","
                        + "\"parentUid\":{\"$ref\":\"task\"}}}",
                "{\"op\":\"process\",\"type\":\"task\",\"uid\":{\"$ref\":\"task\"},\"action\":\"start\"}");

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(numbers(reply, "status")).containsExactly(201, 201, 201, 200);
        String list = reply.at("/results/0/uid").textValue();
        String task = reply.at("/results/1/uid").textValue();
        assertThat(reply.at("/results/0/ref").textValue()).isEqualTo("list");
        assertThat(reply.at("/results/1/payload/taskListUid").textValue()).isEqualTo(list);
        assertThat(reply.at("/results/1/payload/links/0/to").textValue()).isEqualTo(list);
        assertThat(reply.at("/results/2/payload/parentUid").textValue()).isEqualTo(task);
        assertThat(reply.at("/results/3/uid").textValue()).isEqualTo(task);
        Reply stored = batches.user().get("/v1/tasks/" + task);
        assertThat(stored.at("/payload")).isEqualTo(reply.at("/results/3/payload"));
        assertThat(stored.at("/payload/status").textValue()).isEqualTo("in_progress");
    }

    @Test
    void theFirstRefusalUndoesAllAndIsToldAsTheSingleRequestTellsIt() {
        String uid = batches.note("{\"title\":\"a\"}");
        String stale = op("patch", uid, "\"ifMatch\":3,\"payload\":{\"title\":\"b\"}");
        String before = batches.user()
                .get("/v1/sync/changes?latest=true")
                .at("/nextCursor")
                .textValue();

        Reply reply = batches.batch(
                "", creation("{}"), op("patch", uid, "\"payload\":{\"title\":\"c\"}"), stale, creation("{}"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.at("/code").textValue()).isEqualTo("batch_refused");
        assertThat(reply.at("/applied").booleanValue()).isFalse();
        assertThat(reply.at("/failedAt").intValue()).isEqualTo(2);
        assertThat(texts(reply.at("/results"), "code"))
                .containsExactly("not_done", "not_done", "version_mismatch", "not_done");
        assertThat(numbers(reply, "status")).containsExactly(424, 424, 412, 424);
        assertThat(reply.at("/results/0").has("uid")).isFalse();
        assertThat(reply.at("/results/1/uid").textValue()).isEqualTo(uid);
        assertThat(reply.at("/results/2/version").intValue()).isEqualTo(2);
        assertThat(batches.notes()).isEqualTo(1);
        assertThat(batches.user().get("/v1/notes/" + uid).at("/version").intValue())
                .isEqualTo(1);
        assertThat(batches.user()
                        .get("/v1/sync/changes?latest=true")
                        .at("/nextCursor")
                        .textValue())
                .isEqualTo(before);
        Reply problem = batches.user()
                .send(Call.of("POST", "/v1/batch")
                        .with("Accept", "application/problem+json")
                        .json("{\"operations\":[" + stale + "]}"));
        assertThat(problem.at("/results/0/code").textValue()).isEqualTo("version_mismatch");
    }

    @Test
    void theErrorOfAnOperationIsThatOfTheSingleRequest() {
        String gone = batches.note("{}");
        batches.user().send(Call.of("DELETE", "/v1/notes/" + gone));
        String nobody = UUID.randomUUID().toString();
        String uid = batches.note("{\"title\":\"a\"}");

        assertSame(Call.of("PATCH", "/v1/notes/" + gone).json("{\"a\":1}"), op("patch", gone, "\"payload\":{\"a\":1}"));
        assertSame(Call.of("DELETE", "/v1/notes/" + nobody), op("delete", nobody, ""));
        assertSame(
                Call.of("PATCH", "/v1/notes/" + uid).json("{\"title\":7}"),
                op("patch", uid, "\"payload\":{\"title\":7}"));
        assertSame(
                Call.of("PUT", "/v1/notes/" + uid).json("{\"uid\":\"" + nobody + "\"}"),
                op("replace", uid, "\"payload\":{\"uid\":\"" + nobody + "\"}"));
        assertSame(
                Call.of("PUT", "/v1/notes/" + uid).json("{\"title\":\"\\u0000\"}"),
                op("replace", uid, "\"payload\":{\"title\":\"\\u0000\"}"));
        assertSame(
                Call.of("POST", "/v1/notes/" + uid + "/process").json("{\"action\":\"fly\"}"),
                op("process", uid, "\"action\":\"fly\""));
        assertSame(
                Call.of("POST", "/v1/notes").json("{\"uid\":\"" + uid + "\",\"title\":\"b\"}"),
                creation("{\"uid\":\"" + uid + "\",\"title\":\"b\"}"));
        assertSame(
                Call.of("POST", "/v1/notes/" + uid + "/archive").with("If-Match", "\"abc\""),
                op("archive", uid, "\"ifMatch\":\"\\\"abc\\\"\""));
    }

    @Test
    void eachLeavesOutWhatIsRefusedAndWhatRefersToIt() {
        Reply reply = batches.batch(
                "\"mode\":\"each\"",
                "{\"op\":\"create\",\"type\":\"note\",\"ref\":\"good\",\"payload\":{\"title\":\"a\"}}",
                "{\"op\":\"create\",\"type\":\"note\",\"ref\":\"bad\",\"payload\":{\"title\":7}}",
                comment("bad"),
                comment("good"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/applied").booleanValue()).isTrue();
        assertThat(numbers(reply, "status")).containsExactly(201, 400, 424, 201);
        assertThat(reply.at("/results/1/field").textValue()).isEqualTo("title");
        assertThat(reply.at("/results/2/code").textValue()).isEqualTo("ref_refused");
        assertThat(reply.at("/results/2/refersTo").intValue()).isEqualTo(1);
        assertThat(batches.notes()).isEqualTo(1);
        assertThat(batches.user().get("/v1/comments").at("/items")).hasSize(1);
    }

    @Test
    void aBatchOfRefusalsAppliesNothing() {
        Reply reply = batches.batch(
                "\"mode\":\"each\"", op("delete", UUID.randomUUID().toString(), ""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/applied").booleanValue()).isFalse();
        assertThat(reply.at("/results/0/code").textValue()).isEqualTo("not_found");
    }

    @Test
    void theSameUidThriceIsCarriedOutInOrder() {
        String uid = UUID.randomUUID().toString();
        Reply reply = batches.batch(
                "",
                "{\"op\":\"create\",\"type\":\"note\",\"uid\":\"" + uid + "\",\"payload\":{\"n\":1}}",
                op("patch", uid, "\"ifMatch\":1,\"payload\":{\"n\":2}"),
                op("delete", uid, "\"ifMatch\":2"));

        assertThat(numbers(reply, "version")).containsExactly(1, 2, 3);
        assertThat(batches.user().get("/v1/notes/" + uid).status()).isEqualTo(410);
        Reply again = batches.batch(
                "\"mode\":\"each\"", op("delete", uid, ""), op("delete", uid, ""), op("patch", uid, "\"payload\":{}"));
        assertThat(numbers(again, "status")).containsOnly(410);
    }

    @Test
    void aDeletedListReleasesTheTasksOfTheSameBatch() {
        Reply reply = batches.batch(
                "",
                "{\"op\":\"create\",\"type\":\"task_list\",\"ref\":\"l\",\"payload\":{}}",
                "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"t\",\"payload\":{\"taskListUid\":{\"$ref\":\"l\"}}}",
                "{\"op\":\"delete\",\"type\":\"task_list\",\"uid\":{\"$ref\":\"l\"}}");

        assertThat(reply.status()).isEqualTo(200);
        Reply task =
                batches.user().get("/v1/tasks/" + reply.at("/results/1/uid").textValue());
        assertThat(task.at("/version").intValue()).isEqualTo(2);
        assertThat(task.at("/payload").has("taskListUid")).isFalse();
    }

    /// Compares an operation's result with the answer to the single request, which must be a refusal.
    private void assertSame(Call single, String operation) {
        Reply alone = batches.user().send(single);
        JsonNode result = batches.batch("", operation).at("/results/0");
        assertThat(alone.status()).as(alone::toString).isGreaterThanOrEqualTo(400);
        assertThat(result.path("status").intValue()).isEqualTo(alone.status());
        for (String member : List.of("error", "code", "field", "version", "deletedAt")) {
            assertThat(result.path(member)).as(member + " of " + result).isEqualTo(alone.at("/" + member));
        }
    }
}
