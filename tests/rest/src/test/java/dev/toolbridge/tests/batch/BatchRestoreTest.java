package dev.toolbridge.tests.batch;

import static dev.toolbridge.tests.batch.BatchClient.numbers;
import static dev.toolbridge.tests.batch.BatchClient.op;
import static dev.toolbridge.tests.batch.BatchClient.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A restore in a batch does what the single request does.
class BatchRestoreTest {
    private final BatchClient batches = BatchClient.ofNewUser();

    @Test
    void anEarlierVersionAndADeletedItemComeBack() {
        String changed = batches.note("{\"title\":\"a\",\"n\":1.50}");
        String deleted = batches.note("{\"title\":\"b\"}");
        batches.batch("", op("patch", changed, "\"payload\":{\"title\":\"c\",\"n\":2}"), op("delete", deleted, ""));

        Reply reply = batches.batch(
                "\"return\":\"items\"",
                op("restore", changed, "\"version\":1,\"ifMatch\":2"),
                op("restore", deleted, "\"version\":2.0"),
                op("patch", deleted, "\"payload\":{\"n\":1}"),
                op("restore", changed, "\"version\":1"));

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(numbers(reply, "version")).containsExactly(3, 3, 4, 3);
        assertThat(reply.at("/results/0/payload/n").toString()).isEqualTo("1.5");
        assertThat(reply.body()).contains("1.50");
        assertThat(reply.at("/results/1").has("deletedAt")).isFalse();
        Reply history = batches.user().get("/v1/notes/" + deleted + "/history");
        assertThat(texts(history.at("/items"), "operation")).containsExactly("patch", "restore", "delete", "create");
        assertThat(history.at("/items/1/metadata/version").intValue()).isEqualTo(2);
    }

    @Test
    void theErrorIsThatOfTheSingleRequest() {
        String uid = batches.note("{\"title\":\"a\"}");
        String nobody = UUID.randomUUID().toString();

        for (String one : Stream.of(uid, nobody).toList()) {
            Reply alone = batches.user()
                    .send(Call.of("POST", "/v1/notes/" + one + "/restore").json("{\"version\":7}"));
            Reply reply = batches.batch("", BatchClient.creation("{}"), op("restore", one, "\"version\":7"));

            assertThat(reply.status()).isEqualTo(422);
            assertThat(alone.status()).isEqualTo(404);
            for (String member : List.of("error", "code")) {
                assertThat(reply.at("/results/1/" + member)).isEqualTo(alone.at("/" + member));
            }
        }
        Reply stale = batches.batch("\"mode\":\"each\"", op("restore", uid, "\"version\":1,\"ifMatch\":2"));
        assertThat(stale.at("/results/0/code").textValue()).isEqualTo("version_mismatch");
        assertThat(batches.notes()).isEqualTo(1);
    }

    @Test
    void aVersionFromBeforeAWipeNeverComesBack() {
        String uid = batches.note("{\"title\":\"a\"}");
        assertThat(batches.user().wipe().status()).isEqualTo(200);
        String restore = op("restore", uid, "\"version\":1");

        Reply old = new BatchClient(batches.user().with("", "1")).batch("\"mode\":\"each\"", restore);
        var renewed = new BatchClient(batches.user().withSession());
        Reply now = renewed.batch("\"mode\":\"each\"", restore);

        assertThat(old.at("/code").textValue()).isEqualTo("epoch_mismatch");
        assertThat(now.at("/results/0/code").textValue()).isEqualTo("not_found");
        assertThat(renewed.notes()).isZero();
    }

    @Test
    void theVersionsOfABatchHaveALimitTogether() {
        String large = "{\"t\":\"" + "x".repeat(900_000) + "\"}";
        String uid = batches.note(large);
        String restore = op("restore", uid, "\"version\":1");

        Reply reply = batches.batch("\"mode\":\"each\"", restore, restore, restore, restore, restore, restore);

        assertThat(numbers(reply, "status")).containsExactly(200, 200, 200, 200, 413, 413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"1\"", "null", "1e400000000", "1000000000000000000"})
    void aVersionIsAWholeNumber(String version) {
        Reply reply = batches.batch("", op("restore", UUID.randomUUID().toString(), "\"version\":" + version));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/field").textValue()).isEqualTo("operations[0].version");
        assertThat(reply.at("/expected").textValue()).isEqualTo("a whole number from 1");
    }

    @Test
    void aNewItemHasNoEarlierVersion() {
        Reply reply = batches.batch(
                "",
                "{\"op\":\"create\",\"type\":\"note\",\"ref\":\"n\",\"payload\":{}}",
                "{\"op\":\"restore\",\"type\":\"note\",\"uid\":{\"$ref\":\"n\"},\"version\":1}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code").textValue()).isEqualTo("invalid_uid");
        assertThat(reply.at("/field").textValue()).isEqualTo("operations[1].uid");
    }
}
