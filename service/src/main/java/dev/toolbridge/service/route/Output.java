package dev.toolbridge.service.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The answers of an operation that is carried out.
public record Output(List<Response> responses) {

    /// One kind of answer; without a schema it has no body.
    ///
    /// @param isTextToo true if clients may ask for plain text in its place
    public record Response(int status, String meaning, Optional<String> schema, boolean isTextToo) {}

    public Output {
        responses = List.copyOf(responses);
    }

    /// An answer whose body follows one of the document's schemas.
    public static Output of(int status, String meaning, String schema) {
        return new Output(List.of(new Response(status, meaning, Optional.of(schema), false)));
    }

    /// The same, in plain text if the client asks for it.
    public static Output orText(int status, String meaning, String schema) {
        return new Output(List.of(new Response(status, meaning, Optional.of(schema), true)));
    }

    /// An answer without a body.
    public static Output empty(int status, String meaning) {
        return new Output(List.of(new Response(status, meaning, Optional.empty(), false)));
    }

    public Output or(Output other) {
        var all = new ArrayList<>(responses);
        all.addAll(other.responses());
        return new Output(all);
    }
}
