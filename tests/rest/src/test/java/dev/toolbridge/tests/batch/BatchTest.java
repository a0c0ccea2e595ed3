package dev.toolbridge.tests.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Operations in one request have the effect of single requests in their order, and nobody sees half of them.
class BatchTest {
    private final SyncClient client = SyncClient.of(RunningApi.instance());

    @Test
    void everyOperationDoesWhatItsSingleRequestDoes() {
        String uid = note("{\"title\":\"a\",\"deep\":{\"x\":1,\"y\":2}}");

        Reply reply = batch(
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
        JsonNode history = client.get("/v1/notes/" + uid + "/history").at("/items");
        assertThat(texts(history, "operation"))
                .containsExactly("delete", "replace", "archive", "process:pin", "patch", "patch", "create");
        assertThat(history.at("/4/payload/deep").toString()).isEqualTo("{\"x\":1}");
        assertThat(history.at("/4/payload").has("none")).isFalse();
        assertThat(history.at("/5/payload/none").isNull()).isTrue();
        assertThat(history.at("/3/metadata/why").textValue()).isEqualTo("party");
    }

    @Test
    void laterOperationsReferToNewItems() {
        Reply reply = batch(
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
        Reply stored = client.get("/v1/tasks/" + task);
        assertThat(stored.at("/payload")).isEqualTo(reply.at("/results/3/payload"));
        assertThat(stored.at("/payload/status").textValue()).isEqualTo("in_progress");
    }

    @Test
    void theFirstRefusalUndoesAllAndIsToldAsTheSingleRequestTellsIt() {
        String uid = note("{\"title\":\"a\"}");
        String stale = op("patch", uid, "\"ifMatch\":3,\"payload\":{\"title\":\"b\"}");
        String before =
                client.get("/v1/sync/changes?latest=true").at("/nextCursor").textValue();

        Reply reply = batch("", create("{}"), op("patch", uid, "\"payload\":{\"title\":\"c\"}"), stale, create("{}"));

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
        assertThat(client.get("/v1/notes").at("/items")).hasSize(1);
        assertThat(client.get("/v1/notes/" + uid).at("/version").intValue()).isEqualTo(1);
        assertThat(client.get("/v1/sync/changes?latest=true").at("/nextCursor").textValue())
                .isEqualTo(before);
        Reply problem = client.send(Call.of("POST", "/v1/batch")
                .with("Accept", "application/problem+json")
                .json("{\"operations\":[" + stale + "]}"));
        assertThat(problem.at("/results/0/code").textValue()).isEqualTo("version_mismatch");
    }

    @Test
    void theErrorOfAnOperationIsThatOfTheSingleRequest() {
        String gone = note("{}");
        client.send(Call.of("DELETE", "/v1/notes/" + gone));
        String nobody = UUID.randomUUID().toString();
        String uid = note("{\"title\":\"a\"}");

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
                create("{\"uid\":\"" + uid + "\",\"title\":\"b\"}"));
        assertSame(
                Call.of("POST", "/v1/notes/" + uid + "/archive").with("If-Match", "\"abc\""),
                op("archive", uid, "\"ifMatch\":\"\\\"abc\\\"\""));
    }

    @Test
    void eachLeavesOutWhatIsRefusedAndWhatRefersToIt() {
        Reply reply = batch(
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
        assertThat(client.get("/v1/notes").at("/items")).hasSize(1);
        assertThat(client.get("/v1/comments").at("/items")).hasSize(1);
    }

    @Test
    void aBatchOfRefusalsAppliesNothing() {
        Reply reply = batch("\"mode\":\"each\"", op("delete", UUID.randomUUID().toString(), ""));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/applied").booleanValue()).isFalse();
        assertThat(reply.at("/results/0/code").textValue()).isEqualTo("not_found");
    }

    @Test
    void theSameUidThriceIsCarriedOutInOrder() {
        String uid = UUID.randomUUID().toString();
        Reply reply = batch(
                "",
                "{\"op\":\"create\",\"type\":\"note\",\"uid\":\"" + uid + "\",\"payload\":{\"n\":1}}",
                op("patch", uid, "\"ifMatch\":1,\"payload\":{\"n\":2}"),
                op("delete", uid, "\"ifMatch\":2"));

        assertThat(numbers(reply, "version")).containsExactly(1, 2, 3);
        assertThat(client.get("/v1/notes/" + uid).status()).isEqualTo(410);
        Reply again = batch(
                "\"mode\":\"each\"", op("delete", uid, ""), op("delete", uid, ""), op("patch", uid, "\"payload\":{}"));
        assertThat(numbers(again, "status")).containsOnly(410);
    }

    @Test
    void aDryRunTellsWhatWouldBeAndWritesNothing() {
        String uid = note("{\"title\":\"a\"}");
        String[] operations = {create("{\"title\":\"new\"}"), op("patch", uid, "\"payload\":{\"title\":\"b\"}")};

        Reply told = batch("\"dryRun\":true,\"return\":\"items\"", operations);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.at("/applied").booleanValue()).isFalse();
        assertThat(told.at("/dryRun").booleanValue()).isTrue();
        assertThat(numbers(told, "status")).containsExactly(201, 200);
        assertThat(told.at("/results/1/version").intValue()).isEqualTo(2);
        assertThat(told.at("/results/1/payload/title").textValue()).isEqualTo("b");
        assertThat(client.get("/v1/notes").at("/items")).hasSize(1);
        assertThat(client.get("/v1/notes/" + uid).at("/version").intValue()).isEqualTo(1);
        Reply refused = batch("\"dryRun\":true", op("patch", uid, "\"ifMatch\":9,\"payload\":{}"));
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void aKeyCoversTheWholeBatch() {
        for (String mode : List.of("all", "each")) {
            Call call = Call.of("POST", "/v1/batch")
                    .with("Idempotency-Key", mode)
                    .json("{\"mode\":\"" + mode + "\",\"return\":\"items\",\"operations\":[" + create("{\"n\":1.50}")
                            + (mode.equals("each")
                                    ? "," + op("delete", UUID.randomUUID().toString(), "")
                                    : "")
                            + "]}");
            Reply first = client.send(call);
            Reply again = client.send(call);

            assertThat(first.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body()).contains("1.50");
            assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        }
        assertThat(client.get("/v1/notes").at("/items")).hasSize(2);
        Reply other = client.send(Call.of("POST", "/v1/batch")
                .with("Idempotency-Key", "all")
                .json("{\"operations\":[" + create("{}") + "]}"));
        assertThat(other.at("/code").textValue()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aRefusedBatchAndADryRunKeepNoReceipt() {
        String uid = note("{}");
        String later = op("patch", uid, "\"ifMatch\":2,\"payload\":{}");
        Call refused =
                Call.of("POST", "/v1/batch").with("Idempotency-Key", "r").json("{\"operations\":[" + later + "]}");
        Call tried = Call.of("POST", "/v1/batch")
                .with("Idempotency-Key", "d")
                .json("{\"dryRun\":true,\"operations\":[" + create("{}") + "]}");
        assertThat(client.send(refused).status()).isEqualTo(422);
        assertThat(client.send(tried).status()).isEqualTo(200);
        client.send(Call.of("PATCH", "/v1/notes/" + uid).json("{}"));

        assertThat(client.send(refused).status()).isEqualTo(200);
        assertThat(client.send(tried).header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void fiveHundredOperationsAreOneBatch() {
        Reply reply = batch(
                "",
                IntStream.range(0, 500)
                        .mapToObj(n -> create("{\"n\":" + n + "}"))
                        .toArray(String[]::new));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/results")).hasSize(500);
        assertThat(client.get("/v1/notes?limit=1000").at("/items")).hasSize(500);
    }

    @Test
    void aDeletedListReleasesTheTasksOfTheSameBatch() {
        Reply reply = batch(
                "",
                "{\"op\":\"create\",\"type\":\"task_list\",\"ref\":\"l\",\"payload\":{}}",
                "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"t\",\"payload\":{\"taskListUid\":{\"$ref\":\"l\"}}}",
                "{\"op\":\"delete\",\"type\":\"task_list\",\"uid\":{\"$ref\":\"l\"}}");

        assertThat(reply.status()).isEqualTo(200);
        Reply task = client.get("/v1/tasks/" + reply.at("/results/1/uid").textValue());
        assertThat(task.at("/version").intValue()).isEqualTo(2);
        assertThat(task.at("/payload").has("taskListUid")).isFalse();
    }

    @Test
    void theEpochIsThatOfTheSpace() {
        Reply old = client.with("", "7").post("/v1/batch", "{\"operations\":[" + create("{}") + "]}");

        assertThat(old.status()).isEqualTo(409);
        assertThat(client.get("/v1/notes").at("/items")).isEmpty();
    }

    /// Compares an operation's result with the answer to the single request, which must be a refusal.
    private void assertSame(Call single, String operation) {
        Reply alone = client.send(single);
        JsonNode result = batch("", operation).at("/results/0");
        assertThat(alone.status()).as(alone::toString).isGreaterThanOrEqualTo(400);
        assertThat(result.path("status").intValue()).isEqualTo(alone.status());
        for (String member : List.of("error", "code", "field", "version", "deletedAt")) {
            assertThat(result.path(member)).as(member + " of " + result).isEqualTo(alone.at("/" + member));
        }
    }

    private String note(String json) {
        return client.post("/v1/notes", json).at("/uid").textValue();
    }

    private Reply batch(String options, String... operations) {
        return client.post(
                "/v1/batch",
                "{" + options + (options.isEmpty() ? "" : ",") + "\"operations\":[" + String.join(",", operations)
                        + "]}");
    }

    private static String create(String payload) {
        return "{\"op\":\"create\",\"type\":\"note\",\"payload\":" + payload + "}";
    }

    private static String comment(String ref) {
        return "{\"op\":\"create\",\"type\":\"comment\",\"payload\":{\"parentType\":\"note\",\"parentUid\":{\"$ref\":\""
                + ref + "\"}}}";
    }

    private static String op(String op, String uid, String more) {
        return "{\"op\":\"" + op + "\",\"type\":\"note\",\"uid\":\"" + uid + "\"" + (more.isEmpty() ? "" : "," + more)
                + "}";
    }

    private static List<Integer> numbers(Reply reply, String member) {
        return reply.at("/results")
                .valueStream()
                .map(result -> result.path(member).intValue())
                .collect(Collectors.toList());
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.valueStream().map(entry -> entry.path(member).asText()).toList();
    }
}
