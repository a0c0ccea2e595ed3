package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// A request as endpoints see it. Its body is read, within the route's limit, when an endpoint first asks for it: whole
/// or as it comes. What can be refused without it is refused before (RFC 9110, section 10.1.1).
///
/// @param method HTTP method
/// @param path raw path, for logs and signatures; what was asked is told by the matched route, never by this text
/// @param parameters values of the placeholders in the route's path, decoded
/// @param query query parameters in their order
/// @param headerValues the values of a header by its name, none when it is absent
/// @param content the body, empty when there is none; refuses one that is too large or badly framed
/// @param remoteAddress the peer's address
/// @param correlationId the id that follows this request through logs, journal and answers
public record Request(
        String method,
        String path,
        SequencedMap<String, String> parameters,
        SequencedMap<String, List<String>> query,
        Function<String, List<String>> headerValues,
        RequestContent content,
        String remoteAddress,
        String correlationId) {

    /// A request whose body was read already.
    public Request(
            String method,
            String path,
            SequencedMap<String, String> parameters,
            SequencedMap<String, List<String>> query,
            Function<String, List<String>> headerValues,
            byte[] body,
            String remoteAddress,
            String correlationId) {
        this(method, path, parameters, query, headerValues, () -> body, remoteAddress, correlationId);
    }

    /// The same request with another value of a header.
    public Request withHeader(String name, String value) {
        return new Request(
                method,
                path,
                parameters,
                query,
                asked -> asked.equalsIgnoreCase(name) ? List.of(value) : headerValues.apply(asked),
                content,
                remoteAddress,
                correlationId);
    }

    /// The same request without its body, for use long after it was answered: keeps nothing but itself in memory.
    public Request detached() {
        Function<String, List<String>> headers =
                headerValues instanceof HeaderLines lines ? lines.copied() : headerValues;
        return new Request(method, path, parameters, query, headers, new byte[0], remoteAddress, correlationId);
    }

    /// The body; never to be asked for first while something is held that others wait for, as its client may be slow.
    public byte[] body() {
        return content.get();
    }

    /// The body as it comes, for one that is too large to be held in memory.
    public InputStream bodyStream() {
        return content.stream();
    }

    /// Writes the body as it comes, for one that is too large to be held in memory.
    ///
    /// @throws IOException if it cannot be written
    public void copyBody(OutputStream out) throws IOException {
        content.copyTo(out);
    }

    /// The value of a placeholder of the matched route.
    public String parameter(String name) {
        return parameters.get(name);
    }

    /// The value of a query parameter, empty when it came without one. That it has one only is for
    /// [#requireQueryOf] to see to.
    public Optional<String> queryValue(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.isEmpty() ? "" : values.getFirst());
    }

    /// Refuses a query parameter that is not one of these, and one with two values. An `&` with nothing behind it is
    /// no parameter.
    ///
    /// @throws Refusal `invalid_parameter`, naming those that are taken
    public void requireQueryOf(List<String> names) {
        var unknowns =
                query.keySet().stream().filter(name -> !names.contains(name) && !isNothing(name, query.get(name)));
        unknowns.findFirst().ifPresent(unknown -> {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "unknown query parameter: " + unknown)
                    .fact("field", unknown)
                    .fact("expected", names.isEmpty() ? "none" : "one of " + String.join(", ", names));
        });
        requireOnce(names);
    }

    /// Tells if a query parameter is only an `&` with nothing behind it.
    public static boolean isNothing(String name, List<String> values) {
        return name.isEmpty() && values.stream().allMatch(String::isEmpty);
    }

    /// Refuses two values of one of these query parameters.
    public void requireOnce(List<String> names) {
        if (query.values().stream().allMatch(values -> values.size() <= 1)) {
            return;
        }
        var doubtful = names.stream()
                .filter(name ->
                        query.getOrDefault(name, List.of()).stream().distinct().count() > 1);
        doubtful.findFirst().ifPresent(name -> {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter " + name + " must come once")
                    .fact("field", name)
                    .fact("expected", "one value");
        });
    }

    /// The value of a header that may come once only.
    ///
    /// @throws Refusal `invalid_header` when it came more than once
    public Optional<String> header(String name) {
        var values = headerValues.apply(name);
        if (values.size() > 1) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "header " + name + " must come once");
        }
        return values.stream().findFirst();
    }

    /// The value of a header that is a list, whose lines count as one (RFC 9110, section 5.3).
    public Optional<String> listHeader(String name) {
        var values = headerValues.apply(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }
}
