package dev.toolbridge.service.route;

import dev.toolbridge.service.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answers of an operation that is carried out.
public record Output(List<Response> responses) {
    private static final int OK = 200;
    private static final String EVENTS = "text/event-stream";

    /// One kind of answer; without a schema it has no body.
    ///
    /// @param contentType the type of the body
    public record Response(int status, String meaning, Optional<String> schema, String contentType) {}

    public Output {
        responses = List.copyOf(responses);
    }

    /// An answer whose body follows one of the document's schemas.
    public static Output of(int status, String meaning, String schema) {
        return new Output(List.of(new Response(status, meaning, Optional.of(schema), Answer.JSON)));
    }

    /// A stream of server-sent events whose text follows one of the document's schemas.
    public static Output events(String meaning, String schema) {
        return new Output(List.of(new Response(OK, meaning, Optional.of(schema), EVENTS)));
    }

    /// An answer without a body.
    public static Output empty(int status, String meaning) {
        return new Output(List.of(new Response(status, meaning, Optional.empty(), Answer.JSON)));
    }

    /// Tells if the answer is a stream.
    public boolean isStream() {
        return responses.stream().anyMatch(response -> response.contentType().equals(EVENTS));
    }

    public Output or(Output other) {
        var all = new ArrayList<>(responses);
        all.addAll(other.responses());
        return new Output(all);
    }
}
