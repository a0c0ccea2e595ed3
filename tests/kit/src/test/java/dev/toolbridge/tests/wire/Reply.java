package dev.toolbridge.tests.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.util.Optional;

/// The answer of a server.
public record Reply(int status, HttpHeaders headers, String body) {

    public JsonNode json() {
        return JsonValues.parse(body);
    }

    /// The value at a JSON pointer; a missing node when there is none.
    public JsonNode at(String pointer) {
        return json().at(pointer);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + body;
    }
}
