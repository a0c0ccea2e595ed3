package dev.toolbridge.console.access;

import dev.toolbridge.service.http.RequestContent;
import dev.toolbridge.service.json.Json;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A request to the API.
///
/// @param segments the parts of the path, decoded: a part never becomes two
/// @param query the query, each name once or more
/// @param headers the headers beside those that name the person
/// @param body the body; empty for none
public record ApiRequest(
        String method,
        List<String> segments,
        SequencedMap<String, List<String>> query,
        Map<String, String> headers,
        RequestContent body) {
    public ApiRequest {
        segments = List.copyOf(segments);
        query = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(query));
        headers = Map.copyOf(headers);
    }

    public static ApiRequest get(String... segments) {
        return of("GET", segments);
    }

    public static ApiRequest of(String method, String... segments) {
        return new ApiRequest(method, List.of(segments), new LinkedHashMap<>(), Map.of(), ApiRequest::noBody);
    }

    private static byte[] noBody() {
        return new byte[0];
    }

    /// The same with more parts at the end of its path.
    public ApiRequest below(String... more) {
        List<String> path = Stream.concat(segments.stream(), Stream.of(more)).toList();
        return new ApiRequest(method, path, query, headers, body);
    }

    /// The same with one more condition in its query.
    public ApiRequest with(String name, String value) {
        var more = new LinkedHashMap<>(query);
        more.merge(name, List.of(value), ApiRequest::both);
        return new ApiRequest(method, segments, more, headers, body);
    }

    private static List<String> both(List<String> values, List<String> others) {
        return Stream.concat(values.stream(), others.stream()).toList();
    }

    /// The same, if there is a value.
    public ApiRequest with(String name, Optional<String> value) {
        return value.map(text -> with(name, text)).orElse(this);
    }

    public ApiRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, segments, query, more, body);
    }

    /// The same with a body.
    public ApiRequest json(Object value) {
        byte[] json = Json.bytes(value);
        return new ApiRequest(method, segments, query, headers, () -> json).header("Content-Type", "application/json");
    }

    /// The same with the bytes of a file, which are passed on as they are read.
    public ApiRequest file(InputStream file) {
        return new ApiRequest(method, segments, query, headers, new FileContent(file))
                .header("Content-Type", "application/octet-stream");
    }

    /// A body that is never held.
    private record FileContent(InputStream file) implements RequestContent {

        @Override
        public byte[] get() {
            throw new IllegalStateException("a file is read as it comes");
        }

        @Override
        public InputStream stream() {
            return file;
        }
    }
}
