package dev.toolbridge.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;

/// A refusal of the API.
public final class ApiRefusal extends CommandFailure {
    private static final int UNAUTHORIZED = 401;

    private final int status;
    private final String code;

    ApiRefusal(int status, JsonNode body) {
        super(sentence(status, body));
        this.status = status;
        this.code = body.path("code").asText();
    }

    private static String sentence(int status, JsonNode body) {
        if (status == UNAUTHORIZED) {
            return "Invalid API token. Run: fbc login";
        }
        String correlation = body.path("correlation_id").asText("none");
        return "the server refused: " + body.path("error").asText("without a reason") + " (status " + status
                + ", correlation id " + correlation + ")";
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }
}
