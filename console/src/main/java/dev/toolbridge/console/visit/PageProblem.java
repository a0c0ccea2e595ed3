package dev.toolbridge.console.visit;

import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.text.MarkdownHtml;

/// A request of a page that came to nothing, in the words of the API.
///
/// A page that can show it beside what was typed catches it; else it is a page of its own.
public final class PageProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;

    private final int status;
    private final String code;
    private final String correlationId;

    public PageProblem(int status, String code, String sentence, String correlationId) {
        super(sentence, null, false, false);
        this.status = status;
        this.code = code;
        this.correlationId = correlationId;
    }

    static PageProblem of(ApiAnswer answer) {
        return new PageProblem(
                answer.status(), answer.code(), answer.json().path("error").asText(), answer.correlationId());
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /// The API's sentence, which may repeat what was sent.
    public String sentence() {
        return MarkdownHtml.visible(getMessage());
    }

    public boolean isMissing() {
        return status == NOT_FOUND || status == GONE;
    }

    /// Tells if the person has to sign in again.
    public boolean isAway() {
        return status == UNAUTHORIZED;
    }

    public String correlationId() {
        return correlationId;
    }
}
