package dev.toolbridge.tests.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Exact edits change what they name, and nothing else.
class EditTest {
    private final SyncClient user = SyncClient.of(RunningApi.instance());

    @Test
    void editsTellTheDifference() {
        String note = note("{\"title\":\"a\",\"content\":\"one\\r\\ntwo\\n\\nthree\"}");

        Reply reply = user.send(edits(
                note,
                "{\"op\":\"replace\",\"field\":\"content\",\"find\":\"two\",\"text\":\"$1\\\\n\"}",
                "{\"op\":\"prepend\",\"field\":\"title\",\"text\":\"b\"}"));

        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/version").asInt()).isEqualTo(2);
        assertThat(reply.at("/payload/content").asText()).isEqualTo("one\r\n$1\\n\n\nthree");
        assertThat(reply.at("/payload/title").asText()).isEqualTo("ba");
        assertThat(reply.at("/diff").asText()).isEqualTo("""
                        --- content
                        +++ content
                        @@ -1,4 +1,4 @@
                         one\r
                        -two
                        +$1\\n
                        \s
                         three
                        --- title
                        +++ title
                        @@ -1,1 +1,1 @@
                        -a
                        +ba
                        """);
        assertThat(user.get("/v1/notes/" + note + "/history")
                        .at("/items/0/operation")
                        .asText())
                .isEqualTo("edit");
    }

    @Test
    void aMissChangesNothingAndNamesTheNearestPlaces() {
        String note = note("{\"content\":\"Buy Milk\\nnow\"}");

        Reply reply = user.send(edits(
                note,
                "{\"op\":\"append\",\"field\":\"content\",\"text\":\"!\"}",
                "{\"op\":\"replace\",\"field\":\"content\",\"find\":\"buy milk\",\"text\":\"\"}"));

        assertThat(reply.status()).as(reply::toString).isEqualTo(409);
        assertThat(reply.at("/code").asText()).isEqualTo("edit_missed");
        assertThat(reply.at("/edit").asInt()).isEqualTo(1);
        assertThat(reply.at("/found").asInt()).isZero();
        assertThat(reply.at("/candidates").toString())
                .isEqualTo("[{\"line\":1,\"text\":\"Buy Milk\",\"differs\":[\"case\"]}]");
        assertThat(user.get("/v1/notes/" + note).at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void editsOfAnOldVersionSayWhatChangedAndByWhom() {
        String note = note("{\"title\":\"a\",\"content\":\"b\"}");
        user.send(Call.of("PATCH", "/v1/notes/" + note)
                .json("{\"title\":\"c\"}")
                .with("X-TB-Client", "somebody's editor"));

        Reply stale = user.send(edits(note, "{\"op\":\"append\",\"field\":\"content\",\"text\":\"!\"}")
                .with("If-Match", "\"1\""));
        Reply fresh = user.send(edits(note, "{\"op\":\"append\",\"field\":\"content\",\"text\":\"!\"}"));

        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.at("/changed").toString()).isEqualTo("[\"title\"]");
        assertThat(stale.at("/by/0/claimed_client").asText()).isEqualTo("somebody's editor");
        assertThat(fresh.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "tags, invalid_field",
        "uid, invalid_field",
        "odd, edit_missed",
        "absent, edit_missed",
    })
    void onlyTextsAreEdited(String field, String code) {
        String note = note("{\"tags\":[\"a\"],\"odd\":1}");

        Reply reply = user.send(edits(note, "{\"op\":\"append\",\"field\":\"%s\",\"text\":\"a\"}".formatted(field)));

        assertThat(reply.at("/code").asText()).isEqualTo(code);
    }

    @Test
    void aBatchEdits() {
        String note = note("{\"content\":\"# Plan\\nold\\n\"}");
        String operation = "{\"op\":\"edit\",\"type\":\"note\",\"uid\":\"" + note + "\",\"edits\":[EDIT]}";

        Reply done = user.send(batch(operation.replace(
                "EDIT", "{\"op\":\"section\",\"field\":\"content\",\"heading\":[\"Plan\"],\"text\":\"new\\n\"}")));
        Reply missed = user.send(batch(
                operation.replace("EDIT", "{\"op\":\"before\",\"field\":\"content\",\"find\":\"old\",\"text\":\"\"}")));
        Reply wrong =
                user.send(batch(operation.replace("EDIT", "{\"op\":\"before\",\"field\":\"content\",\"find\":\"\"}")));

        assertThat(done.at("/results/0/diff").asText()).contains("-old\n+new\n");
        assertThat(missed.at("/results/0/code").asText()).isEqualTo("edit_missed");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/field").asText()).isEqualTo("operations[0].edits[0].find");
    }

    @Test
    void aStaleWriteIsMergedIfItPrefersThat() {
        String note = note("{\"title\":\"a\",\"content\":\"Buy milk and eggs.\",\"n\":1}");
        user.send(Call.of("PATCH", "/v1/notes/" + note).json("{\"content\":\"Buy oat milk and eggs.\",\"n\":2}"));

        Reply merged = user.send(stale("PATCH", note, "{\"content\":\"Buy milk and ten eggs.\",\"title\":\"b\"}"));
        Reply conflict = user.send(stale("PATCH", note, "{\"n\":3}"));
        Reply whole = user.send(stale("PUT", note, "{\"title\":\"a\",\"content\":\"Sell milk and eggs.\",\"n\":1}"));

        assertThat(merged.status()).as(merged::toString).isEqualTo(200);
        assertThat(merged.header("Preference-Applied")).hasValue("merge");
        assertThat(merged.at("/payload/content").asText()).isEqualTo("Buy oat milk and ten eggs.");
        assertThat(merged.at("/payload/title").asText()).isEqualTo("b");
        assertThat(merged.at("/overlaps").toString()).isEqualTo("[]");
        assertThat(conflict.status()).isEqualTo(412);
        assertThat(conflict.at("/code").asText()).isEqualTo("merge_conflict");
        assertThat(conflict.at("/conflicts").toString()).isEqualTo("[{\"field\":\"n\",\"stored\":2,\"sent\":3}]");
        assertThat(whole.at("/payload/content").asText()).isEqualTo("Sell oat milk and ten eggs.");
        assertThat(whole.at("/payload/n").asInt()).isEqualTo(2);
    }

    private static Call stale(String method, String note, String json) {
        return Call.of(method, "/v1/notes/" + note)
                .json(json)
                .with("If-Match", "\"1\"")
                .with("Prefer", "return=representation, merge");
    }

    private String note(String json) {
        return user.post("/v1/notes", json).at("/uid").textValue();
    }

    private static Call batch(String operation) {
        return Call.of("POST", "/v1/batch").json("{\"operations\":[" + operation + "]}");
    }

    private static Call edits(String note, String... edits) {
        return Call.of("PATCH", "/v1/notes/" + note)
                .with("Content-Type", "application/vnd.toolbridge.edits+json")
                .body("{\"edits\":[" + String.join(",", edits) + "]}");
    }
}
