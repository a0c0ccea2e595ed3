package dev.toolbridge.console.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.json.Json;

/// The answer of the API to a request of a page.
///
/// @param whole the answer as it would have been sent
/// @param correlationId the id of the request in logs and in the journal
public record ApiAnswer(Answer whole, String correlationId) {
    private static final int REFUSED = 400;

    public int status() {
        return whole.status();
    }

    /// Tells if the API did what was asked.
    public boolean isGood() {
        return status() < REFUSED;
    }

    /// The body; of an answer without one the missing value.
    public JsonNode json() {
        try {
            return whole.body().length == 0 ? Json.object().path("") : Json.parse(whole.body());
        } catch (JsonProcessingException notJson) {
            throw new IllegalStateException("the API answers with another form than JSON", notJson);
        }
    }

    /// The name of a refusal.
    public String code() {
        return json().path("code").asText();
    }
}
