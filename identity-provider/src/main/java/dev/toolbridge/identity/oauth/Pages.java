package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Organization;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.service.html.Template;
import dev.toolbridge.service.http.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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
    private static final Template WELCOME = Template.named("welcome");

    private static final int OK = 200;
    private static final String AUTOFOCUS = "autofocus";

    private Pages() {}

    /// The choices, and the login ticket of the user who picks.
    record Choice(String ticket, List<Organization> organizations) {}

    /// A login that did not work: the answer's status, the name, and the reason.
    record Failed(int status, String name, String problem) {}

    static Answer login(AuthorizationRequest asked, Form query) {
        return failed(asked, query, new Failed(OK, "", ""));
    }

    /// The login page again, with the name filled in.
    static Answer failed(AuthorizationRequest asked, Form query, Failed attempt) {
        String name = attempt.name();
        String body = LOGIN.filled(Map.of(
                "client",
                asked.client().name(),
                "destination",
                destination(asked.redirectUri()),
                "problem",
                attempt.problem().isEmpty() ? "" : ALERT.filled(Map.of("text", attempt.problem())),
                "name",
                name,
                "nameFocus",
                name.isEmpty() ? AUTOFOCUS : "",
                "secretFocus",
                name.isEmpty() ? "" : AUTOFOCUS,
                "query",
                query.encoded()));
        return page(attempt.status(), "Log in", body, formTarget(asked));
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
        return problem(400, text);
    }

    static Answer problem(int status, String text) {
        return page(status, "This cannot go on", PROBLEM.filled(Map.of("text", text)), "");
    }

    /// The page at the server's own address.
    static Answer welcome(String address) {
        return page(200, "Login page", WELCOME.filled(Map.of("address", address)), "");
    }

    /// With this referrer policy the browser sends the page's origin with the form to this server only.
    /// Browsers apply `form-action` to the redirect that answers a form as well, so the client's address is in it.
    private static Answer page(int status, String title, String body, String formTarget) {
        String nonce = Unguessable.token();
        String html = FRAME.filled(Map.of("title", title, "nonce", nonce, "body", body));
        return Answer.empty(status)
                .with(HTML, html.getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "same-origin")
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
