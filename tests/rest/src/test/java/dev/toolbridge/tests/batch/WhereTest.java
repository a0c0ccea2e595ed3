package dev.toolbridge.tests.batch;

import static dev.toolbridge.tests.batch.BatchClient.numbers;
import static dev.toolbridge.tests.batch.BatchClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Operations with a condition change each item that matches it, or nothing if another number matches.
class WhereTest {
    private final BatchClient batches = BatchClient.ofNewUser();

    @Test
    void everyItemThatMatchesIsChangedByAWriteOfItsOwn() {
        String first = task("{\"title\":\"a&b\",\"status\":\"open\",\"tags\":[\"x\"]}");
        String second = task("{\"title\":\"c\",\"status\":\"open\",\"tags\":[\"x\"]}");
        String other = task("{\"title\":\"a&b\",\"status\":\"open\"}");

        Reply reply = batches.batch(
                "\"return\":\"items\"",
                where("patch", "status=eq.open&tags=cs.{x}", 2, ",\"payload\":{\"priority\":\"low\"}"),
                where("process", "priority=eq.low", 2, ",\"action\":\"start\",\"metadata\":{\"why\":1}"),
                where("archive", "title=eq.a%26b&priority=eq.low", 1, ""),
                where("delete", "title=eq.c", 1, ""),
                where("delete", "title=eq.c", 0, ""));

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(numbers(reply, "matched")).containsExactly(2, 2, 1, 1, 0);
        assertThat(numbers(reply, "status")).containsOnly(200);
        assertThat(texts(reply.at("/results/0/results"), "uid")).containsExactly(first, second);
        assertThat(texts(reply.at("/results/1/results"), "version")).containsExactly("3", "3");
        assertThat(reply.at("/results/1/results/0/payload/priority").textValue())
                .isEqualTo("low");
        assertThat(reply.at("/results/3/results/0").has("deletedAt")).isTrue();
        assertThat(reply.at("/results/4/results")).isEmpty();
        assertThat(version(other)).isEqualTo(1);
        Reply history = batches.user().get("/v1/tasks/" + first + "/history");
        assertThat(texts(history.at("/items"), "operation"))
                .containsExactly("archive", "process:start", "patch", "create");
        assertThat(history.at("/items/1/metadata/why").intValue()).isEqualTo(1);
    }

    @Test
    void anotherNumberRefusesAllAndSaysHowManyMatch() {
        String uid = task("{\"status\":\"open\"}");
        String close = where("process", "status=eq.open", 2, ",\"action\":\"complete\"");

        Reply all = batches.batch("", BatchClient.creation("{}"), close);

        assertThat(all.status()).isEqualTo(422);
        assertThat(all.at("/results/1/status").intValue()).isEqualTo(409);
        assertThat(all.at("/results/1/code").textValue()).isEqualTo("count_mismatch");
        assertThat(all.at("/results/1/matched").intValue()).isEqualTo(1);
        assertThat(all.at("/results/1/expect").intValue()).isEqualTo(2);
        assertThat(batches.notes()).isZero();
        Reply each = batches.batch("\"mode\":\"each\"", BatchClient.creation("{}"), close);
        assertThat(each.status()).isEqualTo(200);
        assertThat(numbers(each, "status")).containsExactly(201, 409);
        assertThat(each.at("/results/1").has("results")).isFalse();
        assertThat(version(uid)).isEqualTo(1);
    }

    @Test
    void anItemThatIsRefusedHasItsOwnErrorOrRefusesAll() {
        String good = task("{\"status\":\"open\"}");
        String listed = task("{\"status\":\"open\"}");
        String bad = where("patch", "status=eq.open", 2, ",\"payload\":{\"title\":7}");

        Reply each = batches.batch("\"mode\":\"each\"", bad);
        assertThat(each.at("/results/0/status").intValue()).isEqualTo(200);
        assertThat(texts(each.at("/results/0/results"), "uid")).containsExactly(good, listed);
        assertThat(texts(each.at("/results/0/results"), "code")).containsOnly("invalid_field");
        assertThat(each.at("/results/0/results/0/field").textValue()).isEqualTo("title");
        assertThat(each.at("/applied").booleanValue()).isFalse();

        Reply all = batches.batch("", bad);
        assertThat(all.status()).isEqualTo(422);
        assertThat(all.at("/results/0/uid").textValue()).isEqualTo(good);
        assertThat(all.at("/results/0/code").textValue()).isEqualTo("invalid_field");
    }

    @Test
    void aDeletedListReleasesItsTasksAndAKeyRepeatsTheAnswer() {
        Reply made = batches.batch(
                "",
                "{\"op\":\"create\",\"type\":\"task_list\",\"ref\":\"l\",\"payload\":{\"title\":\"old\"}}",
                "{\"op\":\"create\",\"type\":\"task\",\"payload\":{\"taskListUid\":{\"$ref\":\"l\"}}}");
        String list = made.at("/results/0/uid").textValue();
        Call call = Call.of("POST", "/v1/batch")
                .with("Idempotency-Key", "once")
                .json("{\"operations\":["
                        + "{\"op\":\"delete\",\"type\":\"task_list\",\"where\":\"title=eq.old\",\"expect\":1},"
                        + where("archive", "taskListUid=is.null", 1, "") + ","
                        + where("delete", "taskListUid=eq." + list, 0, "") + "]}");

        Reply reply = batches.user().send(call);
        Reply again = batches.user().send(call);

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/results/1/results/0/version").intValue()).isEqualTo(3);
        assertThat(again.body()).isEqualTo(reply.body());
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void aDryRunTellsTheItemsAndWritesNothing() {
        String uid = task("{\"dueDate\":\"2026-03-02\"}");

        Reply told =
                batches.batch("\"dryRun\":true", where("delete", "dueDate=eq.2026-03-02&tz=Europe%2FBerlin", 1, ""));

        assertThat(told.status()).as(told::toString).isEqualTo(200);
        assertThat(told.at("/applied").booleanValue()).isFalse();
        assertThat(told.at("/results/0/results/0/uid").textValue()).isEqualTo(uid);
        assertThat(version(uid)).isEqualTo(1);
    }

    @Test
    void fiveHundredItemsAreExpectedAtMost() {
        Reply over = batches.batch("", where("delete", "done=is.true", 400, ""), where("delete", "x", 101, ""));
        assertThat(over.status()).isEqualTo(413);
        assertThat(over.at("/field").textValue()).isEqualTo("operations[1].expect");
        batches.batch(
                "",
                IntStream.range(0, 500)
                        .mapToObj(_ -> "{\"op\":\"create\",\"type\":\"task\",\"payload\":{\"done\":true}}")
                        .toArray(String[]::new));

        Reply reply = batches.batch("", where("archive", "done=is.true", 500, ""));

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/results/0/results")).hasSize(500);
        Reply large = batches.batch(
                "", where("patch", "done=is.true", 5, ",\"payload\":{\"x\":\"" + "x".repeat(900_000) + "\"}"));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.at("/field").textValue()).isEqualTo("operations[0].payload");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"expect\":1",
                "\"where\":\"\",\"expect\":1",
                "\"where\":\"&&\",\"expect\":1",
                "\"where\":\"tz=UTC\",\"expect\":1",
                "\"where\":null,\"expect\":1",
                "\"where\":{\"status\":\"open\"},\"expect\":1"
            })
    void withoutAConditionNothingIsDone(String members) {
        String uid = task("{}");

        Reply reply = batches.batch("\"mode\":\"each\"", "{\"op\":\"delete\",\"type\":\"task\"," + members + "}");

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/code").textValue()).isEqualTo("invalid_field");
        assertThat(reply.at("/field").textValue()).isEqualTo("operations[0].where");
        assertThat(version(uid)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete | \"where\":\"done=is.true\" | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":-1 | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":501 | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":1.5 | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":\"1\" | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":1e400000000 | .expect",
                "delete | \"where\":\"done=is.true\",\"expect\":1,\"ifMatch\":1 | .ifMatch",
                "archive | \"where\":\"done=is.true\",\"expect\":1,\"uid\":{\"$ref\":\"a\"} | .uid",
                "patch | \"where\":\"done=is.true\",\"expect\":1 | .payload",
                "process | \"where\":\"done=is.true\",\"expect\":1 | .action",
                "merge | \"where\":\"done=is.true\",\"expect\":1,\"payload\":{} | .where",
                "replace | \"where\":\"done=is.true\",\"expect\":1,\"payload\":{} | .where",
                "create | \"where\":\"done=is.true\",\"payload\":{} | .where",
                "restore | \"where\":\"done=is.true\",\"expect\":1,\"version\":1 | .where"
            })
    void aBadMemberIsNamed(String op, String members, String field) {
        Reply reply = batches.batch("", "{\"op\":\"" + op + "\",\"type\":\"task\"," + members + "}");

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/field").textValue()).isEqualTo("operations[0]" + field);
        assertThat(reply.at("/expected").textValue()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "status=open, invalid_parameter, 7",
        "done=is.true&mood=eq.good, invalid_parameter, 13",
        "status=match.o, unsupported_operator, 7",
        "limit=1&done=is.true, invalid_parameter, 0",
        "title=eq.%zz, invalid_parameter, 9"
    })
    void aFaultInTheConditionIsNamedWithItsPlace(String where, String code, int position) {
        for (String mode : List.of("all", "each")) {
            Reply reply = batches.batch(
                    "\"mode\":\"" + mode + "\"", BatchClient.creation("{}"), where("delete", where, 1, ""));

            assertThat(reply.status()).as(reply::toString).isEqualTo(400);
            assertThat(reply.at("/code").textValue()).isEqualTo(code);
            assertThat(reply.at("/field").textValue()).isEqualTo("operations[1].where");
            assertThat(reply.at("/position").intValue()).isEqualTo(position);
            assertThat(reply.at("/expected").textValue()).isNotEmpty();
        }
        assertThat(batches.notes()).isZero();
    }

    @Test
    void aConditionNeedsTheRightToReadAsWell() {
        String user = "where-" + UUID.randomUUID();
        String delete = "{\"operations\":[" + where("delete", "done=is.true", 0, "") + "]}";
        String archive = "{\"operations\":[" + where("archive", "done=is.true", 0, "") + "]}";

        assertThat(as(user, "tasks:delete", delete).at("/scope").textValue()).isEqualTo("tasks:read");
        assertThat(as(user, "tasks:read tasks:write", delete).at("/scope").textValue())
                .isEqualTo("tasks:delete");
        assertThat(as(user, "tasks:read tasks:delete", delete).status()).isEqualTo(200);
        assertThat(as(user, "tasks:write", archive).status()).isEqualTo(403);
        assertThat(as(user, "tasks:read tasks:write", archive).status()).isEqualTo(200);
        Reply each = as(user, "tasks:write", archive.replaceFirst("\\{", "{\"mode\":\"each\","));
        assertThat(each.at("/results/0/code").textValue()).isEqualTo("forbidden");
    }

    private static Reply as(String user, String scopes, String body) {
        RunningApi api = RunningApi.instance();
        var claims = api.tokens().claims(user);
        claims.put("scope", scopes);
        return api.server()
                .send(Call.of("POST", "/v1/batch")
                        .json(body)
                        .with("Authorization", "Bearer " + api.tokens().sign(claims)));
    }

    private String task(String json) {
        return batches.user().post("/v1/tasks", json).at("/uid").textValue();
    }

    private int version(String uid) {
        return batches.user().get("/v1/tasks/" + uid).at("/version").intValue();
    }

    /// An operation on tasks.
    private static String where(String op, String where, int expect, String more) {
        return "{\"op\":\"" + op + "\",\"type\":\"task\",\"where\":\"" + where + "\",\"expect\":" + expect + more + "}";
    }
}
