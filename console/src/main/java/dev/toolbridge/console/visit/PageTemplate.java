package dev.toolbridge.console.visit;

import dev.toolbridge.service.http.Answer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.Map;

/// A template of a page, compiled with the program.
///
/// @param name its name, without the ending
public record PageTemplate(String name) {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, PageTemplate.class.getClassLoader(), "dev.toolbridge.console.template");

    /// The page with these values, with the headers of all pages.
    public Answer page(int status, Map<String, Object> values) {
        var html = new Utf8ByteOutput();
        ENGINE.render(name + ".jte", values, html);
        return framed(Answer.empty(status).with("text/html; charset=utf-8", html.toByteArray()));
    }

    /// The same answer with the headers that all pages have.
    static Answer framed(Answer answer) {
        return answer.header("Content-Security-Policy", POLICY)
                .header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
