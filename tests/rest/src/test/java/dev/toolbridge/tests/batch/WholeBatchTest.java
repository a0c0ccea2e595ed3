package dev.toolbridge.tests.batch;

import static dev.toolbridge.tests.batch.BatchClient.creation;
import static dev.toolbridge.tests.batch.BatchClient.numbers;
import static dev.toolbridge.tests.batch.BatchClient.op;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The properties of a batch as a whole: dry runs, idempotency keys, its size, its epoch.
class WholeBatchTest {
    private final BatchClient batches = BatchClient.ofNewUser();

    @Test
    void aDryRunTellsWhatWouldBeAndWritesNothing() {
        String uid = batches.note("{\"title\":\"a\"}");
        String[] operations = {creation("{\"title\":\"new\"}"), op("patch", uid, "\"payload\":{\"title\":\"b\"}")};

        Reply told = batches.batch("\"dryRun\":true,\"return\":\"items\"", operations);

        assertThat(told.status()).isEqualTo(200);
        assertThat(told.at("/applied").booleanValue()).isFalse();
        assertThat(told.at("/dryRun").booleanValue()).isTrue();
        assertThat(numbers(told, "status")).containsExactly(201, 200);
        assertThat(told.at("/results/1/version").intValue()).isEqualTo(2);
        assertThat(told.at("/results/1/payload/title").textValue()).isEqualTo("b");
        assertThat(batches.notes()).isEqualTo(1);
        assertThat(batches.user().get("/v1/notes/" + uid).at("/version").intValue())
                .isEqualTo(1);
        Reply refused = batches.batch("\"dryRun\":true", op("patch", uid, "\"ifMatch\":9,\"payload\":{}"));
        assertThat(refused.status()).isEqualTo(422);
    }

    @Test
    void aKeyCoversTheWholeBatch() {
        for (String mode : List.of("all", "each")) {
            Call call = Call.of("POST", "/v1/batch")
                    .with("Idempotency-Key", mode)
                    .json("{\"mode\":\"" + mode + "\",\"return\":\"items\",\"operations\":[" + creation("{\"n\":1.50}")
                            + (mode.equals("each")
                                    ? "," + op("delete", UUID.randomUUID().toString(), "")
                                    : "")
                            + "]}");
            Reply first = batches.user().send(call);
            Reply again = batches.user().send(call);

            assertThat(first.status()).isEqualTo(200);
            assertThat(again.body()).isEqualTo(first.body()).contains("1.50");
            assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        }
        assertThat(batches.notes()).isEqualTo(2);
        Reply other = batches.user()
                .send(Call.of("POST", "/v1/batch")
                        .with("Idempotency-Key", "all")
                        .json("{\"operations\":[" + creation("{}") + "]}"));
        assertThat(other.at("/code").textValue()).isEqualTo("idempotency_key_reused");
    }

    @Test
    void aRefusedBatchAndADryRunKeepNoReceipt() {
        String uid = batches.note("{}");
        String later = op("patch", uid, "\"ifMatch\":2,\"payload\":{}");
        Call refused =
                Call.of("POST", "/v1/batch").with("Idempotency-Key", "r").json("{\"operations\":[" + later + "]}");
        Call tried = Call.of("POST", "/v1/batch")
                .with("Idempotency-Key", "d")
                .json("{\"dryRun\":true,\"operations\":[" + creation("{}") + "]}");
        assertThat(batches.user().send(refused).status()).isEqualTo(422);
        assertThat(batches.user().send(tried).status()).isEqualTo(200);
        batches.user().send(Call.of("PATCH", "/v1/notes/" + uid).json("{}"));

        assertThat(batches.user().send(refused).status()).isEqualTo(200);
        assertThat(batches.user().send(tried).header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void fiveHundredOperationsAreOneBatch() {
        Reply reply = batches.batch(
                "",
                IntStream.range(0, 500)
                        .mapToObj(n -> creation("{\"n\":" + n + "}"))
                        .toArray(String[]::new));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.at("/results")).hasSize(500);
        assertThat(batches.notes()).isEqualTo(500);
    }

    @Test
    void theEpochIsThatOfTheSpace() {
        Reply old = batches.user().with("", "7").post("/v1/batch", "{\"operations\":[" + creation("{}") + "]}");

        assertThat(old.status()).isEqualTo(409);
        assertThat(batches.notes()).isZero();
    }
}
