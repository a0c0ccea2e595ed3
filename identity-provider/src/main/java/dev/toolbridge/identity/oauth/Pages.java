package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The pages that people see: plain HTML that works with a keyboard, a screen reader and without scripts.
final class Pages {
    private static final String HTML = "text/html; charset=utf-8";
    private static final Template FRAME = Template.named("frame");
    private static final Template LOGIN = Template.named("login");
    private static final Template ORGANIZATIONS = Template.named("organizations");
    private static final Template OPTION = Template.named("option");
    private static final Template ALERT = Template.named("alert");
    private static final Template PROBLEM = Template.named("problem");

    private static final String AUTOFOCUS = "autofocus";

    private Pages() {}

    /// What can be picked, and the ticket of whoever picks.
    record Choice(String ticket, List<Organization> organizations) {}

    /// A login that did not work: who tried, and what was wrong.
    record Failed(String name, String problem) {}

    /// After a failure nobody has to type the name again.
    static Answer login(AuthorizationRequest asked, Form query, Optional<Failed> failed) {
        String name = failed.map(Failed::name).orElse("");
        String body = LOGIN.filled(Map.of(
                "client", asked.client().name(),
                "destination", destination(asked.redirectUri()),
                "problem",
                        failed.map(attempt -> ALERT.filled(Map.of("text", attempt.problem())))
                                .orElse(""),
                "name", name,
                "nameFocus", name.isEmpty() ? AUTOFOCUS : "",
                "secretFocus", name.isEmpty() ? "" : AUTOFOCUS,
                "query", query.encoded()));
        return page(failed.isPresent() ? 403 : 200, "Log in", body, formTarget(asked));
    }

    static Answer organizations(AuthorizationRequest asked, Form query, Choice choice) {
        String options = choice.organizations().stream()
                .map(organization -> OPTION.filled(Map.of("id", organization.id(), "name", organization.name())))
                .collect(Collectors.joining());
        String body = ORGANIZATIONS.filled(Map.of(
                "client", asked.client().name(),
                "ticket", choice.ticket(),
                "options", options,
                "query", query.encoded()));
        return page(200, "Pick an organisation", body, formTarget(asked));
    }

    static Answer problem(String text) {
        return page(400, "This cannot go on", PROBLEM.filled(Map.of("text", text)), "");
    }

    /// Browsers apply `form-action` to the redirect that answers a form as well, so the client's address is in it.
    private static Answer page(int status, String title, String body, String formTarget) {
        String nonce = Unguessable.token();
        String html = FRAME.filled(Map.of("title", title, "nonce", nonce, "body", body));
        return Answer.empty(status)
                .with(HTML, html.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'nonce-" + nonce
                                + "'; form-action 'self'" + formTarget);
    }

    private static String formTarget(AuthorizationRequest asked) {
        var uri = URI.create(asked.redirectUri());
        return " " + uri.getScheme() + ":" + (uri.getHost() == null ? "" : "//" + uri.getRawAuthority());
    }

    private static String destination(String redirectUri) {
        var uri = URI.create(redirectUri);
        return uri.getHost() == null ? uri.getScheme() + " (an application on this machine)" : uri.getRawAuthority();
    }
}
