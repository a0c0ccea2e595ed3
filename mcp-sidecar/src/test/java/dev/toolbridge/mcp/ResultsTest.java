package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.service.json.Json;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Results of tools are no longer than an assistant can read, and the rest can be read later.
class ResultsTest {
    private static final int TOKENS_MAX = 20_000;
    private static final Encoding TOKENIZER =
            Encodings.newDefaultEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Sidecar
    private TestServer server;

    private Wire wire;

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    private JsonNode call(String tool, ObjectNode arguments) {
        JsonNode result = wire.result(tool, Json.text(arguments));
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return result;
    }

    private String create(ObjectNode arguments) {
        return call("create_note", arguments).at("/structuredContent/uid").asText();
    }

    private static ObjectNode uid(String uid) {
        return Json.object().put("uid", uid);
    }

    private ObjectNode stored(String uid) {
        var request = HttpRequest.newBuilder(server.api.address().resolve("/v1/notes/" + uid));
        return (ObjectNode) Wire.json(Wire.send(request.build())).path("payload");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            patch_note   | {"updates":{"x":1}}            | x
            patch_note   | {"updates":{"title":"b"}}      | title
            update_note  | {"title":"b","tags":["c"]}     | title,tags
            archive_note | {}                             | status
            process_note | {"action":"pin"}               | pinned
            delete_note  | {}                             |
            """)
    void aWriteAnswersWithWhatChanged(String tool, String arguments, String changed) throws Exception {
        String uid = create(Json.object().put("title", "a").put("content", "long ".repeat(40_000)));
        ObjectNode all = uid(uid).setAll((ObjectNode) Json.parse(arguments.getBytes(StandardCharsets.UTF_8)));
        JsonNode result = call(tool, all);
        assertThat(Json.text(result)).hasSizeLessThan(1_500);
        JsonNode item = result.path("structuredContent");
        assertThat(item.path("version").asInt()).isEqualTo(2);
        assertThat(item.path("updatedAt").asText()).isNotEmpty();
        List<String> names = item.path("payload")
                .propertyStream()
                .map(field -> field.getKey())
                .toList();
        assertThat(names).containsExactlyInAnyOrder(changed == null ? new String[0] : changed.split(","));
    }

    @Test
    void aLongTextIsCutWithItsLengthAndReadOn() {
        String content = "0123456789👩🏽‍💻\n".repeat(5_000);
        String uid = create(Json.object().put("title", "a").put("content", content));
        JsonNode whole = call("get_note", uid(uid)).path("structuredContent");
        assertThat(whole.at("/payload/content").asText()).endsWith("…⟦cut⟧").hasSizeLessThan(4_100);
        int length = content.codePointCount(0, content.length());
        assertThat(whole.at("/cut/content").asInt()).isEqualTo(length);
        var read = new StringBuilder();
        for (int offset = 0; offset < length; ) {
            JsonNode part = call("get_note", uid(uid).put("field", "content").put("offset", offset))
                    .at("/structuredContent/part");
            assertThat(part.path("of").asInt()).isEqualTo(length);
            assertThat(part.path("length").asInt()).isPositive();
            read.append(part.path("text").asText());
            offset += part.path("length").asInt();
        }
        assertThat(read.toString().replaceAll("⟦U\\+200D⟧", "\u200D")).isEqualTo(content);
    }

    @Test
    void whatIsNoTextIsReadAsItsJson() {
        var arguments = Json.object().put("title", "a");
        arguments.putObject("additional_fields").putArray("rows").add(1).add("b");
        JsonNode part = call(
                        "get_note", uid(create(arguments)).put("field", "rows").put("offset", 1))
                .at("/structuredContent/part");
        assertThat(part.path("text").asText()).isEqualTo("1,\"b\"]");
    }

    @Test
    void aPartThatIsNotThereIsRefused() {
        String uid = create(Json.object().put("title", "abc"));
        assertThat(wire.refusal("get_note", "{\"uid\":\"%s\",\"field\":\"title\",\"offset\":4}".formatted(uid)))
                .contains("from 0 to 3");
        assertThat(wire.refusal("get_note", "{\"uid\":\"%s\",\"field\":\"titel\"}".formatted(uid)))
                .contains("no field titel. Its fields: title");
        assertThat(call("get_note", uid(uid).put("field", "title").put("offset", 3))
                        .at("/structuredContent/part/text")
                        .asText())
                .isEmpty();
    }

    static List<ObjectNode> unwieldy() {
        var manyTexts = Json.object();
        IntStream.range(0, 200).forEach(number -> manyTexts.put("field" + number, "word ".repeat(390)));
        var manyPictures = Json.object();
        IntStream.range(0, 50).forEach(number -> manyPictures.put("field" + number, "🦑🧿".repeat(900)));
        var manyNumbers = Json.object();
        IntStream.range(0, 40_000).forEach(number -> manyNumbers.put("n" + number, number));
        var longName = Json.object().put("name".repeat(10_000), 1);
        var rows = Json.object();
        var list = rows.putArray("rows");
        IntStream.range(0, 50_000).forEach(list::add);
        var hidden = Json.object();
        IntStream.range(0, 20).forEach(number -> hidden.put("field" + number, "\u200B".repeat(1_990)));
        return List.of(manyTexts, manyPictures, manyNumbers, longName, rows, hidden);
    }

    @ParameterizedTest
    @MethodSource("unwieldy")
    void noResultCostsMoreTokensThanAllowed(ObjectNode fields) {
        var arguments = Json.object().put("title", "a");
        arguments.set("additional_fields", fields);
        String uid = create(arguments);
        var change = uid(uid);
        change.set("updates", fields);
        var results = new ArrayList<JsonNode>();
        results.add(call("get_note", uid(uid)));
        results.add(call("patch_note", change));
        results.add(call("list_notes", Json.object().put("full", true)));
        String first =
                fields.propertyStream().map(field -> field.getKey()).findFirst().orElseThrow();
        results.add(call("get_note", uid(uid).put("field", first).put("length", 20_000)));
        JsonNode task = call("create_task", arguments).path("structuredContent");
        results.add(read("toolbridge://tasks/" + task.path("uid").asText()));
        results.add(read("toolbridge://changes"));
        for (JsonNode result : results) {
            assertThat(TOKENIZER.countTokens(Json.text(result))).isLessThanOrEqualTo(TOKENS_MAX);
        }
        assertThat(results.getFirst().path("structuredContent").has("cut")
                        || results.getFirst().path("structuredContent").has("leftOut"))
                .isTrue();
    }

    @Test
    void aLongNoteIsReadAsAResourceUpToTheSameBound() {
        String uid = create(Json.object().put("title", "a").put("content", "A line of text.\n".repeat(20_000)));
        String text = read("toolbridge://notes/" + uid).at("/contents/0/text").asText();
        assertThat(TOKENIZER.countTokens(text)).isLessThanOrEqualTo(TOKENS_MAX);
        assertThat(text).contains("…⟦cut⟧").endsWith("reads on.");
    }

    @Test
    void changesAndCompletionsAreThereWhenItemsAreLarge() {
        for (int note = 0; note < 20; note++) {
            create(Json.object().put("title", "note " + note).put("content", "x".repeat(400_000)));
        }
        String changes = read("toolbridge://changes").at("/contents/0/text").asText();
        assertThat(changes).contains("note 19");
        var parameters = Json.object();
        parameters.putObject("ref").put("type", "ref/resource").put("uri", "toolbridge://notes/{uid}");
        parameters.putObject("argument").put("name", "uid").put("value", "note 19");
        JsonNode answer = Wire.json(wire.post(wire.request("completion/complete", Json.text(parameters))));
        assertThat(answer.at("/result/completion/values")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"10.0, 10", "1e1, 10", "2.000, 2", "100E-1, 10"})
    void wholeNumbersMayBeWrittenWithAFraction(String written, int number) {
        call("list_notes", Json.object().put("limit", new java.math.BigDecimal(written)));
        assertThat(server.api.lastRequest().queryValue("limit")).contains(Integer.toString(number));
        wire.result("list_notes", "{\"limit\":\"" + written + "\"}");
        assertThat(server.api.lastRequest().queryValue("limit")).contains(Integer.toString(number));
    }

    @Test
    void aVersionMayBeWrittenWithAFraction() {
        String uid = create(Json.object().put("title", "a"));
        var patch = uid(uid).put("if_match", new java.math.BigDecimal("1.0"));
        patch.putObject("updates").put("title", "b");
        assertThat(call("patch_note", patch).at("/structuredContent/version").asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "urn:uuid:%s", "{%s}", " %s\n"})
    void anItemIsFoundByEveryUsualFormOfItsUid(String form) {
        String uid = create(Json.object().put("title", "a"));
        for (String digits : List.of(uid, uid.replace("-", ""), uid.toUpperCase(Locale.ROOT))) {
            String written = form.replace("%s", digits);
            assertThat(call("get_note", uid(written))
                            .at("/structuredContent/uid")
                            .asText())
                    .isEqualTo(uid);
            assertThat(read("toolbridge://notes/" + written.strip())
                            .at("/contents/0/uri")
                            .asText())
                    .isEqualTo("toolbridge://notes/" + written.strip());
            var comment = Json.object()
                    .put("content", written)
                    .put("parent_type", "note")
                    .put("parent_uid", written);
            assertThat(call("create_comment", comment)
                            .at("/structuredContent/payload/parentUid")
                            .asText())
                    .isEqualTo(uid);
        }
    }

    @Test
    void aTimeInSmallLettersIsSaidWithItsWeekdayToo() {
        assertThat(call("create_task", Json.object().put("due_at", "2026-12-01t10:00z"))
                        .at("/content/0/text")
                        .asText())
                .contains("dueAt is Tue 1 Dec 2026 10:00 (UTC).");
    }

    @Test
    void textThatIsReadAndWrittenBackStaysAsItWas() {
        var payload = Json.object();
        payload.put("title", "a\u200Bb ⟦U+202E⟧ …⟦cut⟧ 👩🏽‍💻 می\u200Cخواهم").put("content", "x\r\ny\rz\u2028\uFEFF");
        payload.put("own\u202E", "\udb40\udc41");
        String uid = create(Json.object().set("additional_fields", StoredText.shown(payload)));
        ObjectNode first = stored(uid);
        assertThat(first.path("title")).isEqualTo(payload.path("title"));
        var shown = (ObjectNode) call("get_note", uid(uid)).at("/structuredContent/payload");
        assertThat(Json.text(shown)).doesNotContain("\u200B", "\u202E", "\u2028", "\uFEFF", "\udb40\udc41");
        var update = uid(uid);
        update.set("additional_fields", shown);
        call("update_note", update);
        assertThat(stored(uid)).isEqualTo(first);
        var patch = uid(uid);
        patch.set("updates", shown);
        call("patch_note", patch);
        assertThat(stored(uid)).isEqualTo(first);
    }

    private JsonNode read(String uri) {
        return Wire.json(wire.post(wire.request("resources/read", "{\"uri\":\"" + uri + "\"}")))
                .path("result");
    }
}
