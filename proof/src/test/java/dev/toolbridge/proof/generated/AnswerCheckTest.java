package dev.toolbridge.proof.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.wire.JsonValues;
import dev.toolbridge.tests.wire.Reply;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The check notices answers outside the description, and the generator makes requests inside it.
class AnswerCheckTest {
    private static final JsonNode DOCUMENT = JsonValues.parse("""
            {"paths":{"/v1/things":{"post":{
              "parameters":[{"name":"limit","in":"query","schema":{"type":"integer","minimum":1}}],
              "responses":{
                "200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/thing"}}}},
                "204":{"description":"Nothing."}}}}},
             "components":{"schemas":{"thing":{"type":"object","required":["uid"],"properties":{
                "uid":{"type":"string","format":"uuid"},
                "at":{"anyOf":[{"type":"string","format":"date-time"},{"type":"null"}]},
                "order":{"enum":["up","down"]},
                "code":{"type":"string","pattern":"^[0-9]{2,4}$","maxLength":4},
                "parts":{"type":["array","null"],"items":{"type":"integer","minimum":3,"maximum":4}}},
              "dependentRequired":{"order":["code"]}}}}}""");

    private final Description description = new Description(DOCUMENT);
    private final SchemaCheck schemas = new SchemaCheck(description);
    private final AnswerCheck check = new AnswerCheck(schemas);

    @Test
    void whatIsDescribedIsTaken() {
        assertThat(answer(200, "application/json", "{\"uid\":\"0191a2b3-0000-7000-8000-000000000001\",\"more\":1}")
                        .path("more")
                        .intValue())
                .isEqualTo(1);
        assertThat(answer(204, "none", "").isMissingNode()).isTrue();
    }

    @Test
    void whatIsNotDescribedIsNoticed() {
        assertBroken(500, "application/json", "{}", "the status 500");
        assertBroken(200, "text/plain", "good", "text/plain for 200");
        assertBroken(204, "text/plain", "good", "no body");
        assertBroken(200, "application/json", "{}", "outside its schema");
        assertBroken(200, "application/json", "{\"uid\":\"abc\"}", "outside its schema");
        assertBroken(
                200,
                "application/json",
                "{\"uid\":\"0191a2b3-0000-7000-8000-000000000001\",\"at\":\"today\"}",
                "outside its schema");
    }

    @Test
    void whatIsGeneratedIsWhatIsDescribed() {
        JsonNode schema = JsonValues.parse("{\"$ref\":\"#/components/schemas/thing\"}");
        var values = new Values(description, new Random(1), _ -> Optional.empty());

        List<JsonNode> made =
                IntStream.range(0, 500).mapToObj(_ -> values.of(schema)).toList();

        assertThat(made).allSatisfy(value -> assertThat(schemas.complaint(schema, value))
                .isEmpty());
        assertThat(made).anySatisfy(value -> assertThat(value.has("order")).isTrue());
        assertThat(made).anySatisfy(value -> assertThat(value.path("parts")).isNotEmpty());
    }

    private JsonNode answer(int status, String type, String body) {
        var headers = HttpHeaders.of(Map.of("Content-Type", List.of(type)), (_, _) -> true);
        return check.require(description.operations().getFirst(), new Reply(status, headers, body));
    }

    private void assertBroken(int status, String type, String body, String complaint) {
        assertThatThrownBy(() -> answer(status, type, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(complaint);
    }
}
