package dev.toolbridge.service.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLimitsTest {

    @Test
    void takesNumbersUpToTheLimitsAndKeepsEveryDigit() throws JsonProcessingException {
        String digits = "9".repeat(1_000);
        var value = parse("{\"a\":" + digits + ",\"b\":0.1000000000000000055,\"c\":9007199254740993,\"d\":1e1000}");

        assertThat(JsonLimits.complaint(value)).isEmpty();
        assertThat(Json.text(value)).contains(digits, "0.1000000000000000055", "9007199254740993");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1001", "1e-1001", "1e100000", "-1e2147483000"})
    void refusesNumbersBeyondTheLimits(String number) throws JsonProcessingException {
        assertThat(JsonLimits.complaint(parse("[" + number + "]"))).isPresent();
        assertThat(JsonLimits.complaint(parse("[1" + "0".repeat(1_000) + "]"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"\\u0000\"}", "{\"\\u0000\":1}", "[\"\\ud800\"]"})
    void refusesCharactersThatTheDatabaseCannotKeep(String text) throws JsonProcessingException {
        assertThat(JsonLimits.complaint(parse(text))).isPresent();
    }

    @Test
    void takesPairsOfSurrogates() throws JsonProcessingException {
        assertThat(JsonLimits.complaint(parse("[\"\\ud83d\\ude00\", \"עברית\"]")))
                .isEmpty();
    }

    @Test
    void countsDepthFromOne() throws JsonProcessingException {
        assertThat(JsonLimits.complaint(parse("[".repeat(64) + "]".repeat(64)))).isEmpty();
        assertThat(JsonLimits.complaint(parse("[".repeat(65) + "]".repeat(65)))).isPresent();
        assertThatThrownBy(() -> parse("[".repeat(1_000) + "]".repeat(1_000)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,\"a\":2}", "{} {}", "{\"a\":NaN}", "{'a':1}", "[1,]", ""})
    void refusesWhatIsNotStrictJson(String text) {
        assertThatThrownBy(() -> requireValue(parse(text))).isInstanceOf(Exception.class);
    }

    @Test
    void measuresTheTextThatPostgresqlWrites() throws JsonProcessingException {
        assertThat(JsonLimits.storedLength(parse("{\"a\":[1,2],\"b\":{}}")))
                .isEqualTo("{\"a\": [1, 2], \"b\": {}}".length());
    }

    private static void requireValue(JsonNode value) {
        if (value.isMissingNode()) {
            throw new IllegalArgumentException("nothing");
        }
    }

    private static JsonNode parse(String text) throws JsonProcessingException {
        return Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
