package dev.toolbridge.tests.wire;

import dev.toolbridge.tests.redaction.Used;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One request, made from its special parts only.
public record Call(String method, String path, List<Map.Entry<String, String>> headers, Optional<byte[]> body) {

    private static final String CONTENT_TYPE = "Content-Type";

    public Call {
        headers = List.copyOf(headers);
    }

    public static Call of(String method, String path) {
        return new Call(method, path, List.of(), Optional.empty());
    }

    public Call with(String name, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Call(method, path, more, body);
    }

    /// The same with a body of JSON.
    public Call json(String text) {
        return with(CONTENT_TYPE, "application/json").body(text);
    }

    public Call body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public Call body(byte[] bytes) {
        return new Call(method, path, headers, Optional.of(bytes));
    }

    HttpRequest to(Server server) {
        headers.forEach(header -> Used.header(header.getKey(), header.getValue()));
        body.ifPresent(Used::payload);
        var request = HttpRequest.newBuilder(URI.create(server.address() + path))
                .timeout(server.answerMax())
                .method(method, body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        headers.stream()
                .filter(header -> !header.getValue().isEmpty())
                .forEach(header -> request.header(header.getKey(), header.getValue()));
        return request.build();
    }
}
