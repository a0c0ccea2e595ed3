package dev.toolbridge.mcp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestIdTest {

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "-1, true",
        "1.0, true",
        "1e2, true",
        "\"\", true",
        "1.5, false",
        "1e10000, false",
        "null, false",
        "[], false"
    })
    void everyTextAndWholeNumberIsAnId(String json, boolean isOne) throws JsonProcessingException {
        var node = Json.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThat(RequestId.of(node).isPresent()).isEqualTo(isOne);
    }
}
