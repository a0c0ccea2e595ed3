package dev.toolbridge.tests.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A batch of the wrong form is refused before anything of it is done, and the refusal names the place.
class BadBatchTest {
    private static final String UID = "0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b";

    private final SyncClient client = SyncClient.of(RunningApi.instance());

    /// A bad operation behind a good one, and the field that the refusal names.
    record Bad(String operation, String field, String code) {

        static Bad of(String operation, String field) {
            return new Bad(operation, field, "invalid_field");
        }
    }

    static Stream<Bad> badOperations() {
        String patch = "{\"op\":\"patch\",\"type\":\"note\",\"uid\":\"" + UID + "\"";
        String create = "{\"op\":\"create\",\"type\":\"note\"";
        return Stream.of(
                Bad.of("7", ""),
                Bad.of("null", ""),
                Bad.of("{\"type\":\"note\"}", ".op"),
                Bad.of("{\"op\":\"fly\",\"type\":\"note\"}", ".op"),
                Bad.of("{\"op\":\"Create\",\"type\":\"note\"}", ".op"),
                Bad.of("{\"op\":7,\"type\":\"note\"}", ".op"),
                Bad.of("{\"op\":\"delete\",\"uid\":\"" + UID + "\"}", ".type"),
                Bad.of("{\"op\":\"delete\",\"type\":\"notes\",\"uid\":\"" + UID + "\"}", ".type"),
                Bad.of("{\"op\":\"delete\",\"type\":null,\"uid\":\"" + UID + "\"}", ".type"),
                new Bad("{\"op\":\"delete\",\"type\":\"note\"}", ".uid", "invalid_uid"),
                new Bad("{\"op\":\"delete\",\"type\":\"note\",\"uid\":null}", ".uid", "invalid_uid"),
                new Bad("{\"op\":\"delete\",\"type\":\"note\",\"uid\":\"7\"}", ".uid", "invalid_uid"),
                new Bad(create + ",\"uid\":7,\"payload\":{}}", ".uid", "invalid_uid"),
                Bad.of(patch + ",\"payload\":[]}", ".payload"),
                Bad.of(patch + "}", ".payload"),
                Bad.of(patch + ",\"payload\":null}", ".payload"),
                Bad.of(patch + ",\"payload\":{\"$ref\":\"a\"}}", ".payload"),
                Bad.of(patch + ",\"payload\":{},\"colour\":1}", ".colour"),
                Bad.of(patch + ",\"payload\":{},\"action\":\"pin\"}", ".action"),
                Bad.of(patch + ",\"payload\":{},\"ref\":\"b\"}", ".ref"),
                Bad.of(patch + ",\"payload\":{},\"ifMatch\":true}", ".ifMatch"),
                Bad.of(patch + ",\"payload\":{},\"ifMatch\":null}", ".ifMatch"),
                Bad.of(patch + ",\"payload\":{},\"ifMatch\":\"three\"}", ".ifMatch"),
                Bad.of(create + ",\"payload\":{},\"ifMatch\":1}", ".ifMatch"));
    }

    static Stream<Bad> badActionsAndReferences() {
        String create = "{\"op\":\"create\",\"type\":\"note\"";
        return Stream.of(
                Bad.of("{\"op\":\"process\",\"type\":\"note\",\"uid\":\"" + UID + "\"}", ".action"),
                Bad.of("{\"op\":\"process\",\"type\":\"note\",\"uid\":\"" + UID + "\",\"action\":7}", ".action"),
                Bad.of(
                        "{\"op\":\"process\",\"type\":\"note\",\"uid\":\"" + UID
                                + "\",\"action\":\"pin\",\"metadata\":[]}",
                        ".metadata"),
                Bad.of(
                        "{\"op\":\"process\",\"type\":\"note\",\"uid\":\"" + UID
                                + "\",\"action\":\"pin\",\"metadata\":{\"a\":\"\\u0000\"}}",
                        ".metadata"),
                Bad.of(create + ",\"payload\":{},\"ref\":\"\"}", ".ref"),
                Bad.of(create + ",\"payload\":{},\"ref\":7}", ".ref"),
                Bad.of(create + ",\"payload\":{},\"ref\":\"" + "x".repeat(101) + "\"}", ".ref"),
                Bad.of(create + ",\"payload\":{},\"ref\":\"a\"}", ".ref"),
                Bad.of(create + ",\"ref\":\"b\",\"payload\":{\"self\":{\"$ref\":\"b\"}}}", ".payload.self.$ref"),
                Bad.of(create + ",\"payload\":{\"l\":[1,{\"to\":{\"$ref\":\"z\"}}]}}", ".payload.l[1].to.$ref"),
                Bad.of(create + ",\"payload\":{\"to\":{\"$ref\":7}}}", ".payload.to.$ref"),
                Bad.of("{\"op\":\"delete\",\"type\":\"note\",\"uid\":{\"$ref\":\"z\"}}", ".uid.$ref"));
    }

    @ParameterizedTest
    @MethodSource({"badOperations", "badActionsAndReferences"})
    void aBadOperationIsNamed(Bad bad) {
        String good = "{\"op\":\"create\",\"type\":\"note\",\"ref\":\"a\",\"payload\":{}}";
        for (String mode : new String[] {"all", "each"}) {
            Reply reply = batch("{\"mode\":\"" + mode + "\",\"operations\":[" + good + "," + bad.operation + "]}");

            assertThat(reply.status()).as(reply::toString).isEqualTo(400);
            assertThat(reply.at("/code").textValue()).isEqualTo(bad.code);
            assertThat(reply.at("/field").textValue()).isEqualTo("operations[1]" + bad.field);
            assertThat(reply.at("/position").intValue()).isEqualTo(1);
            assertThat(reply.at("/expected").textValue()).isNotEmpty();
        }
        assertNothingIsThere();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=\"some\"",
                "mode=null",
                "dryRun=\"true\"",
                "dryRun=null",
                "return=\"all\"",
                "return=1",
                "operation=[]",
                "where=\"status=eq.open\""
            })
    void aBadOptionIsNamed(String option) {
        String name = option.substring(0, option.indexOf('='));
        String value = option.substring(option.indexOf('=') + 1);
        Reply reply = batch("{\"" + name + "\":" + value
                + ",\"operations\":[{\"op\":\"create\",\"type\":\"note\",\"payload\":{}}]}");

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/field").textValue()).isEqualTo(name);
        assertThat(reply.at("/expected").textValue()).isNotEmpty();
        assertNothingIsThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{\"operations\":[]", "{\"operations\":[],\"operations\":[]}"})
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        Reply reply = batch(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/code").textValue()).isEqualTo("invalid_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"operations\":[]}", "{\"operations\":{}}", "{\"operations\":null}"})
    void aBatchHasOneOperationAtLeast(String body) {
        Reply reply = batch(body);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/field").textValue()).isEqualTo("operations");
    }

    @Test
    void aBatchHasFiveHundredOperationsAtMost() {
        String operations = IntStream.range(0, 501)
                .mapToObj(_ -> "{\"op\":\"create\",\"type\":\"note\",\"payload\":{}}")
                .collect(Collectors.joining(","));
        Reply reply = batch("{\"operations\":[" + operations + "]}");

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.at("/code").textValue()).isEqualTo("too_large");
        assertThat(reply.at("/field").textValue()).isEqualTo("operations");
        assertNothingIsThere();
    }

    @Test
    void aBodyHasTwoMebibytesAtMost() {
        String large = "x".repeat(1_000_000);
        String create = "{\"op\":\"create\",\"type\":\"note\",\"payload\":{\"t\":\"" + large + "\"}}";

        assertThat(batch("{\"operations\":[" + create + "," + create + "]}").status())
                .isEqualTo(200);
        assertThat(batch("{\"operations\":[" + create + "," + create + "," + create + "]}")
                        .status())
                .isEqualTo(413);
        assertThat(client.get("/v1/notes").at("/items")).hasSize(2);
    }

    @Test
    void referencesInACircleAreRefused() {
        Reply reply = batch("{\"operations\":["
                + "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"a\",\"payload\":{\"parentUid\":{\"$ref\":\"b\"}}},"
                + "{\"op\":\"create\",\"type\":\"task\",\"ref\":\"b\",\"payload\":{\"parentUid\":{\"$ref\":\"a\"}}}]}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.at("/field").textValue()).isEqualTo("operations[0].payload.parentUid.$ref");
        assertThat(reply.at("/position").intValue()).isZero();
    }

    @Test
    void anotherContentTypeIsRefused() {
        Call call =
                Call.of("POST", "/v1/batch").with("Content-Type", "text/plain").body("{}");

        assertThat(client.send(call).status()).isEqualTo(415);
    }

    private Reply batch(String body) {
        return client.post("/v1/batch", body);
    }

    private void assertNothingIsThere() {
        assertThat(client.get("/v1/notes?includeDeleted=true").at("/items")).isEmpty();
    }
}
