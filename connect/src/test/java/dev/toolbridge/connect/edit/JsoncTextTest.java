package dev.toolbridge.connect.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsoncTextTest {
    private static final List<String> PATH = List.of("servers", "ours");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"servers\":{\"a\":1}}",
                "{\n  \"servers\": {\n    \"a\": 1\n  }\n}\n",
                "{\n  \"servers\": {\n    \"a\": 1, // one\n  },\n}",
                "{\n  \"servers\": {\n    \"a\": 1 // one, \"x\"\n    /* } */\n  }\n}",
                "\uFEFF{\r\n\t\"servers\": {\r\n\t\t\"a\": {\"b\": [1,2,],}\r\n\t}\r\n}",
                "{ \"servers\": { \"a\": \"}\\\"//\" } }",
            })
    void aValueGoesInAndOutWithoutATrace(String before) {
        JsoncText with = JsoncText.of(before).with(PATH, Json.object().put("url", "x"));

        assertThat(with.find(List.of("servers", "ours", "url")).orElseThrow().asText())
                .isEqualTo("x");
        assertThat(with.without(PATH).text()).isEqualTo(before);
    }

    @Test
    void onlyTheValueIsReplaced() {
        String text = "{ \"servers\" : { \"ours\" /* here */ : 1 , \"b\" : 2 } }";
        assertThat(JsoncText.of(text)
                        .with(PATH, Json.mapper().getNodeFactory().numberNode(7))
                        .text())
                .isEqualTo(text.replace(": 1 ,", ": 7 ,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{",
                "{\"a\":1}}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":tru}",
                "{\"a\":01}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":\"\n\"}",
                "{\"a\":1,\"a\":2}",
                "{} /* open",
                "{\"a\":\"\\q\"",
                "{,}",
                "{\"servers\":[1}"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsoncText.of(text)).isInstanceOf(UnreadableText.class);
    }

    @Test
    void deepNestingIsRefusedAndLongTextsAreNot() {
        assertThatThrownBy(() -> JsoncText.of("{\"a\":" + "[".repeat(100_000))).isInstanceOf(UnreadableText.class);
        assertThat(JsoncText.of("{\"a\":\"" + "\\n".repeat(1_000_000) + "\"}").text())
                .hasSizeGreaterThan(2_000_000);
    }

    @Test
    void theFaultIsNamedByItsLine() {
        assertThatThrownBy(() -> JsoncText.of("{\n\"a\": 1\n\"b\": 2}")).hasMessage("line 3: expected ','");
    }
}
