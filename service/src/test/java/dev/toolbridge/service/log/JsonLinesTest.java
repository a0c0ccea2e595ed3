package dev.toolbridge.service.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    private final JsonLines lines = new JsonLines();

    @Test
    void writesOneFlatObject() throws IOException {
        LoggingEvent event = event("said \"hello\"\nto all", Map.of("tenant", "one", "status", "from around"));
        event.addKeyValuePair(new KeyValuePair("status", 200));
        event.addKeyValuePair(new KeyValuePair("fast", true));

        JsonNode line = line(event);

        assertThat(line.path("timestamp").asText()).isEqualTo("1970-01-01T00:00:01.234Z");
        assertThat(line.path("level").asText()).isEqualTo("WARN");
        assertThat(line.path("logger").asText()).isEqualTo("test");
        assertThat(line.path("message").asText()).isEqualTo("said \"hello\"\nto all");
        assertThat(line.path("tenant").asText()).isEqualTo("one");
        assertThat(line.path("status").isInt()).isTrue();
        assertThat(line.path("fast").isBoolean()).isTrue();
    }

    @Test
    void isOneLineEvenWithAStack() {
        LoggingEvent event = event("failed", Map.of());
        event.setThrowableProxy(new ThrowableProxy(new IOException("why")));

        String line = new String(lines.encode(event), UTF_8);

        assertThat(line.strip()).doesNotContain("\n").contains("java.io.IOException: why", "JsonLinesTest");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.HIDDEN-HIDDEN was bad",
                "Authorization: Bearer HIDDENHIDDEN",
                "authorization: basic HIDDENHIDDEN==",
                "key fbk_live_HIDDENHIDDENHIDDENHIDDENHIDDEN1234",
                "at postgres://someone:HIDDEN@database:5432/toolbridge",
                "jdbc:postgresql://database/toolbridge?user=x&password=HIDDEN&ssl=true"
            })
    void masksCredentials(String text) {
        LoggingEvent event = event(text, Map.of("correlation_id", text));
        event.addKeyValuePair(new KeyValuePair("reason", text));

        assertThat(new String(lines.encode(event), UTF_8))
                .doesNotContain("HIDDEN")
                .contains("***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no path /v1/notes?limit=25", "someone@example.org", "the bearer of news", "eyJ"})
    void leavesOtherTextsAlone(String text) throws IOException {
        assertThat(line(event(text, Map.of())).path("message").asText()).isEqualTo(text);
    }

    private JsonNode line(LoggingEvent event) throws IOException {
        return Json.parse(lines.encode(event));
    }

    private static LoggingEvent event(String message, Map<String, String> surroundings) {
        var event = new LoggingEvent("test", new LoggerContext().getLogger("test"), Level.WARN, message, null, null);
        event.setTimeStamp(1_234);
        event.setMDCPropertyMap(surroundings);
        return event;
    }
}
