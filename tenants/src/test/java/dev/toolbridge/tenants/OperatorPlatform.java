package dev.toolbridge.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.identity.RunningProvider;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tests.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A control plane with pages, and the identity provider of its people. Olga runs it, Ada administers `org_a`, and Max
/// is nobody here.
record OperatorPlatform(RunningProvider provider, RunningTenants control) implements AutoCloseable {
    /// The secret that people sign in with.
    static final String SECRET = "the-workspace-secret";

    private static final String LOOPBACK = "127.0.0.1:";

    static OperatorPlatform in(Path folder) throws IOException, InterruptedException {
        var provider = RunningProvider.in(folder);
        String ada = provider.newMember("ada@example.com", "org_a");
        provider.newUser("max@example.com");
        String address = LOOPBACK + Ports.free();
        var control = RunningTenants.start(
                settings(provider, address), (organization, user) -> organization.equals("org_a") && user.equals(ada));
        var platform = new OperatorPlatform(provider, control);
        platform.grant(provider.newUser("olga@example.com"));
        return platform;
    }

    private static Map<String, String> settings(RunningProvider provider, String address)
            throws IOException, InterruptedException {
        return Map.of(
                "JWT_ISSUER",
                provider.address(),
                "JWT_JWKS_URL",
                provider.address() + "/oauth2/jwks",
                "TENANTS_HTTP_ADDR",
                address,
                "TENANTS_PUBLIC_URL",
                "http://" + address,
                "CONSOLE_CLIENT_ID",
                client(provider, "http://" + address),
                "RATE_LIMIT_PER_MINUTE",
                "100000",
                "RATE_LIMIT_BURST",
                "10000");
    }

    private static String client(RunningProvider provider, String base) throws IOException, InterruptedException {
        var body = Json.text(
                Map.of("redirect_uris", List.of(base + "/console/callback"), "token_endpoint_auth_method", "none"));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(provider.address() + "/oauth2/register"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return RunningProvider.parsed(answer).path("client_id").asText();
        }
    }

    /// The address of its pages.
    String base() {
        return control.address();
    }

    void grant(String user) {
        assertThat(control.operators().grant(provider.address(), user)).isTrue();
    }

    /// A browser without scripts that shows a page to a person.
    OperatorBrowser signedIn(String email, String page) {
        var browser = browser();
        browser.signIn(email, page);
        return browser;
    }

    OperatorBrowser browser() {
        return new OperatorBrowser(base(), base());
    }

    /// Makes a tenant.
    ///
    /// @param order as the API takes it
    UUID made(String order) {
        var made = control.send(
                "POST /admin/tenants",
                control.key(),
                Optional.of(order),
                "Content-Type",
                "application/json",
                "Prefer",
                "wait=20");
        JsonNode operation = RunningProvider.parsed(made);
        return UUID.fromString(operation.path("tenant").asText());
    }

    @Override
    public void close() {
        control.close();
        provider.close();
    }
}
