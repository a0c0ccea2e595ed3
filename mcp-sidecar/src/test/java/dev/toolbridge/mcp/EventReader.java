package dev.toolbridge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reads a stream of events line by line, as it arrives.
final class EventReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventReader open(HttpRequest request) {
        try {
            return new EventReader(Wire.HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The next line, a comment or part of an event; empty at the clean end of the stream.
    Optional<String> line() {
        try {
            return Optional.ofNullable(lines.readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The data of the next event, which must come soon; comments may come first.
    String data() {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no event came");
            }
            String line = line().orElseThrow(() -> new AssertionError("the stream ended"));
            if (line.startsWith("data: ")) {
                return line.substring("data: ".length());
            }
        }
    }

    JsonNode message() {
        String data = data();
        try {
            return Json.parse(data.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(data, malformed);
        }
    }

    /// Reads to the end of the stream, which must be clean.
    void awaitEnd() {
        Optional<String> line = line();
        while (line.isPresent()) {
            line = line();
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
