package dev.toolbridge.connect.bridge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The messages in one answer of the server, whether it is one JSON value or a stream of events.
final class Answers implements AutoCloseable {
    private final InputStream body;
    private final Optional<EventReader> events;
    private boolean isRead;

    Answers(HttpResponse<InputStream> response) {
        this.body = response.body();
        this.events = Upstream.isEvents(response) ? Optional.of(new EventReader(body)) : Optional.empty();
    }

    /// A message of the server, as one line.
    record Answer(String line, JsonNode json) {

        boolean answers(JsonNode id) {
            return !json.has("method") && json.path("id").equals(id);
        }
    }

    /// The next message; empty at the end.
    ///
    /// @throws JsonProcessingException if it is no JSON
    Optional<Answer> next() throws IOException {
        if (events.isPresent()) {
            Optional<String> data = events.get().next();
            return data.isPresent() ? Optional.of(answer(data.get())) : Optional.empty();
        }
        if (isRead) {
            return Optional.empty();
        }
        isRead = true;
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return text.isBlank() ? Optional.empty() : Optional.of(answer(text));
    }

    /// The answer to a request; all that precedes it is dropped.
    Optional<Answer> to(JsonNode id) throws IOException {
        Optional<Answer> next = next();
        while (next.isPresent() && !next.get().answers(id)) {
            next = next();
        }
        return next;
    }

    private static Answer answer(String text) throws JsonProcessingException {
        JsonNode json = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        boolean isLine = text.indexOf('\n') < 0 && text.indexOf('\r') < 0;
        return new Answer(isLine ? text : Json.text(json), json);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
