package dev.toolbridge.connect.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.util.Set;

/// A refusal of the API.
public final class ApiRefusal extends CommandFailure {
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final Set<String> NO_PROJECT = Set.of("no such project", "no such space");

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
        if (status == NOT_FOUND && NO_PROJECT.contains(body.path("error").asText())) {
            return "Project not found";
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
