package dev.toolbridge.identity;

import static dev.toolbridge.identity.LoginFlow.answer;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The page that people log in on, and who is sent where.
class AuthorizationTest {
    private static final Pattern TICKET = Pattern.compile("name=\"ticket\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private RunningProvider provider;
    private LoginFlow flow;

    @BeforeEach
    void start() {
        provider = RunningProvider.in(folder);
        flow = LoginFlow.withNewClient(provider);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void thePageSaysWhoAsksAndWhatItIs() {
        var page = provider.get(flow.query(Map.of()));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<strong>A client</strong>", "127.0.0.1:33418", "development identity provider")
                .contains("<html lang=\"en\">", "<label for=\"email\">", "<label for=\"secret\">");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "http://127.0.0.1:33418");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void aLoginSendsACodeWithStateAndIssuer() {
        var sent = flow.logIn("ada@example.com", Map.of());

        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location").orElseThrow()).startsWith(LoginFlow.REDIRECT + "?code=");
        assertThat(answer(sent))
                .containsEntry("state", "a state & more")
                .containsEntry("iss", provider.address())
                .containsKey("code");
    }

    @Test
    void theWrongSecretLogsNobodyIn() {
        var page = provider.post(flow.query(Map.of()), Map.of("email", "ada@example.com", "secret", "wrong"));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.headers().firstValue("Location")).isEmpty();
        assertThat(page.body()).contains("role=\"alert\"", "not this workspace");
    }

    @Test
    void theNameStaysAndIsOnlyText() {
        var page = provider.post(flow.query(Map.of()), Map.of("email", "ada\"><script>", "secret", "wrong"));

        assertThat(page.body())
                .contains("value=\"ada&quot;&gt;&lt;script&gt;\"")
                .containsOnlyOnce(" autofocus>")
                .doesNotContain("<script>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada Lovelace", "  ada  lovelace ", "ADA\tLOVELACE"})
    void namesAreAsPeopleHaveThem(String name) {
        var tokens = flow.tokens(name, Map.of());

        assertThat(Claims.of(tokens.path("access_token").asText())).containsEntry("sub", "ada lovelace");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "ada\u200b", "\u202eada"})
    void aNameIsReadable(String name) {
        var page = flow.logIn(name, Map.of());

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("Enter a name or an e-mail address");
    }

    @ParameterizedTest
    @ValueSource(strings = {" %s", "%s ", "\n%s\n", "\t%s\u2003", "\u00a0%s\u202f", "\ufeff%s\u200b"})
    void theSecretMayBePastedWithBlanks(String pasted) {
        var form = Map.of("email", "ada@example.com", "secret", pasted.replace("%s", RunningProvider.SECRET));

        assertThat(provider.post(flow.query(Map.of()), form).statusCode()).isEqualTo(303);
    }

    @Test
    void wrongAttemptsAreCountedAndLockNobodyOut() {
        for (int guess = 0; guess < 10; guess++) {
            var form = Map.of("email", "ada@example.com", "secret", "guess" + guess);
            assertThat(provider.post(flow.query(Map.of()), form).statusCode()).isEqualTo(403);
        }

        var page = provider.post(flow.query(Map.of()), Map.of("email", "ada@example.com", "secret", "eleventh"));

        assertThat(page.statusCode()).isEqualTo(429);
        assertThat(page.body()).contains("Too many wrong attempts");
        assertThat(flow.logIn("ada@example.com", Map.of()).statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost:1", "http://127.0.0.1", "null"})
    void aFormOfAnotherPageIsRefused(String origin) {
        var form = Map.of("email", "ada@example.com", "secret", RunningProvider.SECRET);

        var answer = provider.post(flow.query(Map.of()), form, "Origin", origin);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        assertThat(provider.post(flow.query(Map.of()), form, "Origin", provider.address())
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void theAddressAloneIsAPageForPeopleAndADescriptionForPrograms() {
        var page = provider.get("/", "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("toolbridge up", provider.address());
        assertThat(provider.json("/").path("issuer").asText()).isEqualTo(provider.address());
    }

    @Test
    void aPersonCanSayNo() {
        var sent = provider.post(flow.query(Map.of()), Map.of("deny", "1"));

        assertThat(answer(sent)).containsEntry("error", "access_denied").containsEntry("state", "a state & more");
    }

    @Test
    void withSeveralOrganisationsOneIsPicked() {
        provider.newMember("ada@example.com", "org_a", "org_b");
        var page = flow.logIn("ada@example.com", Map.of());
        assertThat(page.body()).contains("The org_a", "The org_b");

        var sent = provider.post(flow.query(Map.of()), Map.of("ticket", ticket(page), "organization", "org_b"));

        var tokens = RunningProvider.parsed(flow.redeem(answer(sent).get("code"), Map.of()));
        assertThat(Claims.of(tokens.path("access_token").asText())).containsEntry("org_id", "org_b");
    }

    @Test
    void nobodyPicksAnOrganisationOfOthers() {
        provider.newMember("ada@example.com", "org_a", "org_b");
        provider.newMember("bob@example.com", "org_c");
        var page = flow.logIn("ada@example.com", Map.of());

        var again = provider.post(flow.query(Map.of()), Map.of("ticket", ticket(page), "organization", "org_c"));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("The org_a").doesNotContain("The org_c");
    }

    @Test
    void aTicketIsGoodForItsOwnRequestOnly() {
        provider.newMember("ada@example.com", "org_a", "org_b");
        String ticket = ticket(flow.logIn("ada@example.com", Map.of()));

        for (var form : List.of(
                Map.of("ticket", ticket + "x", "organization", "org_a"),
                Map.of("ticket", ticket.replaceFirst("^....", "Ym9i"), "organization", "org_a"))) {
            assertThat(provider.post(flow.query(Map.of()), form).statusCode()).isEqualTo(403);
        }
        var other = provider.post(
                flow.query(Map.of("state", "another")), Map.of("ticket", ticket, "organization", "org_a"));
        assertThat(other.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/callback",
                "http://127.0.0.1:33418/other",
                "http://127.0.0.1:33418/callback?more=1",
                "http://127.0.0.1.evil.example/callback",
                "http://user@127.0.0.1:33418/callback",
                "javascript:alert(1)",
                "/callback"
            })
    void nobodyIsSentToAnAddressThatWasNotRegistered(String redirect) {
        var page = provider.get(flow.query(Map.of("redirect_uri", redirect)));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void theLoopbackPortMayDiffer() {
        var page = provider.get(flow.query(Map.of("redirect_uri", "http://127.0.0.1:50123/callback")));

        assertThat(page.statusCode()).isEqualTo(200);
    }

    @Test
    void anUnknownClientIsToldToThePersonOnly() {
        var page = LoginFlow.withClient(provider, "client_unknown").query(Map.of());

        assertThat(provider.get(page).statusCode()).isEqualTo(400);
    }

    @Test
    void badRequestsAreToldToTheClient() {
        var errors = new HashMap<Map<String, String>, String>();
        errors.put(Map.of("response_type", "token"), "unsupported_response_type");
        errors.put(Map.of("response_type", ""), "invalid_request");
        errors.put(Map.of("code_challenge", ""), "invalid_request");
        errors.put(Map.of("code_challenge_method", "plain"), "invalid_request");
        errors.put(Map.of("code_challenge_method", ""), "invalid_request");
        errors.put(Map.of("code_challenge", "short"), "invalid_request");
        errors.put(Map.of("scope", "a\"b"), "invalid_scope");
        errors.put(Map.of("resource", "https://other.example"), "invalid_target");
        errors.put(Map.of("prompt", "none"), "login_required");

        errors.forEach((change, error) -> assertThat(answer(provider.get(flow.query(change))))
                .as("%s", change)
                .containsEntry("error", error)
                .containsEntry("iss", provider.address()));
    }

    @Test
    void namesOfClientsAreNoHtml() {
        var client = provider.register(Map.of(
                "client_name", "<script>alert(1)</script>\"'&",
                "redirect_uris", List.of(LoginFlow.REDIRECT),
                "token_endpoint_auth_method", "none"));
        var page = provider.get(
                LoginFlow.withClient(provider, client.path("client_id").asText())
                        .query(Map.of("state", "\"><script>")));

        assertThat(page.body())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;");
    }

    @Test
    void aNameThatWasPointedHereGetsNoAnswer() throws IOException {
        int port = URI.create(provider.address()).getPort();
        try (var raw = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "GET /oauth2/jwks HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n";
            raw.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(raw.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 421");
        }
    }

    private static String ticket(HttpResponse<String> page) {
        Matcher found = TICKET.matcher(page.body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
