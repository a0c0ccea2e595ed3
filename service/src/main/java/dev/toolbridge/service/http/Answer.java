package dev.toolbridge.service.http;

import dev.toolbridge.service.http.connection.AnswerStream;
import dev.toolbridge.service.http.connection.ConnectionUser;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The answer to a request: status, headers and body.
///
/// @param stream the body, if it is not known before it is written
/// @param upgrade takes the connection over instead of an answer
public record Answer(
        int status,
        SequencedMap<String, String> headers,
        byte[] body,
        Optional<AnswerStream> stream,
        Optional<ConnectionUser> upgrade) {

    public static final String JSON = "application/json";
    public static final String TEXT = "text/plain; charset=utf-8";

    private static final String CONTENT_TYPE = "Content-Type";
    private static final byte[] NO_BODY = {};
    private static final int SWITCHING = 101;

    public Answer {
        headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    public Answer(int status, SequencedMap<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty(), Optional.empty());
    }

    /// An answer without a body.
    public static Answer empty(int status) {
        return new Answer(status, new LinkedHashMap<>(), NO_BODY);
    }

    public static Answer text(int status, String text) {
        return empty(status).with(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /// An answer whose body is the JSON of a value.
    public static Answer json(int status, Object value) {
        return json(status, Json.bytes(value));
    }

    /// An answer whose body is JSON text already.
    public static Answer json(int status, byte[] json) {
        return empty(status).with(JSON, json);
    }

    public Answer header(String name, String value) {
        return headers(Map.of(name, value));
    }

    /// The same with more headers, which replace those of the same names.
    public Answer headers(Map<String, String> others) {
        if (others.isEmpty()) {
            return this;
        }
        var more = new LinkedHashMap<>(headers);
        more.putAll(others);
        return new Answer(status, more, body, stream, upgrade);
    }

    /// The same with a body that is a stream.
    public Answer streaming(AnswerStream written) {
        return new Answer(status, headers, NO_BODY, Optional.of(written), Optional.empty());
    }

    /// An answer that takes the connection over.
    public static Answer upgrading(ConnectionUser user) {
        return new Answer(SWITCHING, new LinkedHashMap<>(), NO_BODY, Optional.empty(), Optional.of(user));
    }

    /// The same with a body of that content type.
    public Answer with(String contentType, byte[] bytes) {
        return new Answer(status, header(CONTENT_TYPE, contentType).headers(), bytes);
    }
}
