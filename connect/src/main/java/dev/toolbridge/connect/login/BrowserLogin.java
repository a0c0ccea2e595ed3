package dev.toolbridge.connect.login;

import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/// One login of a person in the browser.
final class BrowserLogin {
    private static final long PERSON_MINUTES_MAX = 5;
    private static final String CLIENT = "client_id";
    private static final String REDIRECT = "redirect_uri";
    private static final String RESOURCE = "resource";

    private final Provider provider;
    private final JsonRequests requests;
    private final Login client;
    private final LoginChallenge challenge = LoginChallenge.random();
    private final LoopbackPage page;

    /// Prepares the login: its page listens from here on.
    ///
    /// @param known the login of before, whose registration is used again
    BrowserLogin(Provider provider, JsonRequests requests, Optional<Login> known) {
        this.provider = provider;
        this.requests = requests;
        Optional<Login> registered = known.filter(login -> login.tokenEndpoint().equals(provider.token()));
        this.page = LoopbackPage.open(registered.map(Login::port).orElse(0), challenge.state());
        this.client = registered.filter(login -> login.port() == page.port()).orElseGet(this::registered);
    }

    /// Registers this program at the provider (RFC 7591).
    private Login registered() {
        URI registration = provider.registration().orElseThrow(() -> {
            page.close();
            return new CommandFailure("the identity provider " + provider.issuer()
                    + " registers no programs: use a token, by --token-file or TOOLBRIDGE_TOKEN");
        });
        var wanted = Json.object().put("client_name", "ToolBridge bridge").put("token_endpoint_auth_method", "none");
        wanted.putArray("redirect_uris").add(page.address());
        wanted.putArray("grant_types").add("authorization_code").add("refresh_token");
        wanted.putArray("response_types").add("code");
        String id = requests.post(registration, wanted).path(CLIENT).asText();
        return new Login(
                provider.resource(),
                provider.token(),
                id,
                page.port(),
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty());
    }

    /// The address on which the person logs in.
    String address() {
        var query = new LinkedHashMap<String, String>();
        query.put("response_type", "code");
        query.put(CLIENT, client.clientId());
        query.put(REDIRECT, page.address());
        query.put("code_challenge", challenge.hashed());
        query.put("code_challenge_method", "S256");
        query.put("state", challenge.state());
        query.put(RESOURCE, provider.resource());
        provider.scope().ifPresent(scope -> query.put("scope", scope));
        String separator = provider.authorization().getRawQuery() == null ? "?" : "&";
        return provider.authorization() + separator + JsonRequests.encoded(query);
    }

    /// Opens the browser, waits for the person, and redeems the code.
    Login complete() {
        System.err.println("toolbridge: log in at " + address());
        openBrowser(address());
        try (page) {
            Map<String, String> answer = page.returned()
                    .orTimeout(PERSON_MINUTES_MAX, TimeUnit.MINUTES)
                    .join();
            String code = Optional.ofNullable(answer.get("code"))
                    .orElseThrow(() -> new CommandFailure("the login was refused: "
                            + answer.getOrDefault(
                                    "error_description", answer.getOrDefault("error", "without a reason"))));
            if (!answer.getOrDefault("iss", provider.issuer()).equals(provider.issuer())) {
                throw new CommandFailure("another identity provider answered than the one that was asked");
            }
            return client.with(LoginTokens.of(requests.post(client.tokenEndpoint(), redemption(code))));
        }
    }

    private SequencedMap<String, String> redemption(String code) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put(CLIENT, client.clientId());
        form.put(REDIRECT, page.address());
        form.put("code_verifier", challenge.verifier());
        form.put(RESOURCE, provider.resource());
        return form;
    }

    /// Asks for another access token (RFC 6749, section 6).
    static Login refreshed(Login login, JsonRequests requests) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "refresh_token");
        form.put("refresh_token", login.refresh().orElseThrow().reveal());
        form.put(CLIENT, login.clientId());
        form.put(RESOURCE, login.resource());
        return login.with(LoginTokens.of(requests.post(login.tokenEndpoint(), form)));
    }

    /// A machine without a browser has its person paste the address, which was printed.
    private static void openBrowser(String address) {
        List<String> opener = Optional.ofNullable(System.getenv("BROWSER"))
                .filter(program -> !program.isBlank())
                .map(program -> List.of(program, address))
                .orElseGet(() -> systemOpener(address));
        try {
            new ProcessBuilder(opener)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException _) {
            System.err.println("toolbridge: no browser opens by itself: open the address above");
        }
    }

    private static List<String> systemOpener(String address) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        return List.of(system.startsWith("mac") ? "open" : "xdg-open", address);
    }
}
