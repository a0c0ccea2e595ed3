package dev.toolbridge.api.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client of a stream of server-sent events.
final class EventReader implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    /// One event. Its data is JSON.
    record Shown(String name, Optional<String> id, String data) {

        JsonNode json() {
            try {
                return Json.parse(data.getBytes(StandardCharsets.UTF_8));
            } catch (IOException malformed) {
                throw new UncheckedIOException(malformed);
            }
        }
    }

    private EventReader(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventReader open(int port, String query, String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/changes/stream" + query))
                .header("Authorization", "Bearer " + token);
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        try {
            return new EventReader(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    int status() {
        return response.statusCode();
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The next event; comments and `retry` are passed over. Empty at the end of the stream.
    Optional<Shown> next() {
        try {
            String name = "";
            String data = "";
            Optional<String> id = Optional.empty();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && !name.isEmpty()) {
                    return Optional.of(new Shown(name, id, data));
                }
                if (line.startsWith("event: ")) {
                    name = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.startsWith("id: ")) {
                    id = Optional.of(line.substring("id: ".length()));
                }
            }
            return Optional.empty();
        } catch (IOException cut) {
            return Optional.empty();
        }
    }

    Shown require(String name) {
        Shown event = next().orElseThrow(() -> new AssertionError("the stream ended before " + name));
        if (!event.name().equals(name)) {
            throw new AssertionError("not " + name + ": " + event);
        }
        return event;
    }

    /// The next changes, whatever else comes between them.
    List<Shown> changes(int count) {
        var changes = new ArrayList<Shown>();
        while (changes.size() < count) {
            Shown event = next().orElseThrow(() -> new AssertionError("the stream ended after " + changes));
            if (event.name().equals("change")) {
                changes.add(event);
            }
        }
        return changes;
    }

    String text() {
        try {
            return new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
