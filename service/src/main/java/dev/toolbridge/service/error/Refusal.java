package dev.toolbridge.service.error;

import dev.toolbridge.contract.ErrorCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A request that is not carried out: the code, the public text, and the facts and headers of its answer.
///
/// It is thrown where the rule is and answered in one place: `ErrorAnswers` of the HTTP server.
public final class Refusal extends RuntimeException {
    private final ErrorCode code;
    private final int status;
    private final SequencedMap<String, Object> facts;
    private final SequencedMap<String, String> headers;
    private final boolean plain;

    private Refusal(ErrorCode code, String text, Form form, Map<String, Object> facts, Map<String, String> headers) {
        super(text, null, false, false);
        this.code = code;
        this.status = form.status();
        this.plain = form.isPlain();
        this.facts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(facts));
        this.headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    }

    /// The form of the answer.
    private record Form(int status, boolean isPlain) {}

    public static Refusal of(ErrorCode code, String text) {
        return new Refusal(code, text, new Form(code.status(), false), Map.of(), Map.of());
    }

    /// A refusal that is answered as `text/plain` unless the client asks for JSON, as old clients expect at the edge.
    public static Refusal plain(ErrorCode code, String text) {
        return new Refusal(code, text, new Form(code.status(), true), Map.of(), Map.of());
    }

    /// The same with one more member in the answer's body.
    public Refusal fact(String name, Object value) {
        var more = new LinkedHashMap<>(facts);
        more.put(name, value);
        return new Refusal(code, getMessage(), new Form(status, plain), more, headers);
    }

    /// The same with one more header in the answer.
    public Refusal header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Refusal(code, getMessage(), new Form(status, plain), facts, more);
    }

    /// The same with another status than that of its code.
    public Refusal answeredWith(int other) {
        return new Refusal(code, getMessage(), new Form(other, plain), facts, headers);
    }

    public ErrorCode code() {
        return code;
    }

    /// The status of the answer.
    public int status() {
        return status;
    }

    public SequencedMap<String, Object> facts() {
        return facts;
    }

    public SequencedMap<String, String> headers() {
        return headers;
    }

    public boolean isPlain() {
        return plain;
    }
}
