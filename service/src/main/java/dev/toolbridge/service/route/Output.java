package dev.toolbridge.service.route;

import dev.toolbridge.service.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answers of an operation that is carried out.
public record Output(List<Response> responses) {
    private static final int OK = 200;
    private static final String EVENTS = "text/event-stream";
    private static final String TEXT = "text/plain";

    /// One kind of answer; without a schema it has no body.
    ///
    /// @param contentTypes the types of the body, of which the client may ask for one; the first is the usual one
    public record Response(int status, String meaning, Optional<String> schema, List<String> contentTypes) {

        public Response {
            contentTypes = List.copyOf(contentTypes);
        }
    }

    public Output {
        responses = List.copyOf(responses);
    }

    /// An answer whose body follows one of the document's schemas.
    public static Output of(int status, String meaning, String schema) {
        return of(status, meaning, schema, List.of(Answer.JSON));
    }

    /// The same, in plain text if the client asks for it.
    public static Output orText(int status, String meaning, String schema) {
        return of(status, meaning, schema, List.of(Answer.JSON, TEXT));
    }

    /// A stream of server-sent events whose text follows one of the document's schemas.
    public static Output events(String meaning, String schema) {
        return of(OK, meaning, schema, List.of(EVENTS));
    }

    /// A file of a content type, written while it comes into being.
    public static Output file(String meaning, String contentType, String schema) {
        return of(OK, meaning, schema, List.of(contentType));
    }

    /// An answer without a body.
    public static Output empty(int status, String meaning) {
        return new Output(List.of(new Response(status, meaning, Optional.empty(), List.of())));
    }

    private static Output of(int status, String meaning, String schema, List<String> contentTypes) {
        return new Output(List.of(new Response(status, meaning, Optional.of(schema), contentTypes)));
    }

    /// Tells if the answer is a stream.
    public boolean isStream() {
        return responses.stream().anyMatch(response -> response.contentTypes().contains(EVENTS));
    }

    public Output or(Output other) {
        var all = new ArrayList<>(responses);
        all.addAll(other.responses());
        return new Output(all);
    }
}
