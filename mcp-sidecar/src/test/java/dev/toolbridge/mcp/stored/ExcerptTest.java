package dev.toolbridge.mcp.stored;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An excerpt shows small payloads whole, and never more of a large one than an answer may cost.
class ExcerptTest {

    private static ObjectNode payload(int fields, String text) {
        var payload = Json.object();
        for (int field = 0; field < fields; field++) {
            payload.put("field" + field, text);
        }
        return payload;
    }

    private static ObjectNode told(Excerpt excerpt) {
        var structure = Json.object();
        excerpt.tell(structure);
        return structure;
    }

    @Test
    void aSmallPayloadIsShownWhole() {
        ObjectNode payload = payload(5, "a few words");
        payload.putObject("more").put("count", 3).putArray("list").add(true).addNull();
        Excerpt excerpt = Excerpt.of(payload);
        assertThat((Object) excerpt.fields()).isEqualTo(payload);
        assertThat(told(excerpt)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\u0001", "\"", "會", "\u200B", "☃"})
    void noTextMakesAnExcerptCostMoreThanItMay(String character) {
        for (int length = 1; length <= 2_000; length *= 3) {
            for (int fields = 1; fields <= 1_000; fields *= 10) {
                String shown = Json.text(
                        Excerpt.of(payload(fields, character.repeat(length))).fields());
                assertThat(Tokens.of(shown)).isLessThanOrEqualTo(Excerpt.TOKENS_MAX);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 10_000})
    void aFieldWithANameThatIsTooLongIsCounted(int length) {
        ObjectNode payload = payload(1, "y".repeat(length)).put("n".repeat(201), 1);
        Excerpt excerpt = Excerpt.of(payload);
        assertThat(told(excerpt).path("leftOut").asInt()).isEqualTo(1);
        assertThat(excerpt.fields().propertyStream()).hasSize(1);
    }
}
