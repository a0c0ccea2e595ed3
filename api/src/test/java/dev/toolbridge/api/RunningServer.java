package dev.toolbridge.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.access.DevelopmentProvider;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The API server in this process, on a free port, with the settings that a test needs.
public final class RunningServer implements AutoCloseable {
    public static final String AUDIENCE = "https://api.example";
    public static final String MCP_AUDIENCE = "https://mcp.example/mcp";
    public static final String DEFAULT_TENANT = "tenant_thinkpen_b2c";
    public static final String SECRET = "correct-horse-battery-staple-0123456789";

    private final HttpClient http = HttpClient.newHttpClient();
    private final ApiServer server;

    private RunningServer(ApiServer server) {
        this.server = server;
    }

    /// A server that knows no identity provider.
    public static RunningServer alone(Workspace workspace, Map<String, String> more) throws InterruptedException {
        return start(workspace, more);
    }

    /// A server that accepts a provider's tokens, and asks it for memberships.
    public static RunningServer with(DevelopmentProvider provider, Workspace workspace, Map<String, String> more)
            throws InterruptedException {
        var settings = new HashMap<>(Map.of(
                "JWT_ISSUER",
                provider.address(),
                "JWT_JWKS_URL",
                provider.address() + "/oauth2/jwks",
                "JWT_AUDIENCE",
                AUDIENCE,
                "MCP_OAUTH_AUDIENCE",
                MCP_AUDIENCE,
                "WORKOS_API_KEY",
                DevelopmentProvider.API_KEY,
                "WORKOS_API_BASE_URL",
                provider.address(),
                "WORKOS_WEBHOOK_SECRET",
                DevelopmentProvider.WEBHOOK_SECRET));
        settings.putAll(more);
        return start(workspace, settings);
    }

    private static RunningServer start(Workspace workspace, Map<String, String> more) throws InterruptedException {
        var settings = new HashMap<>(Map.of(
                "ENV",
                "production",
                "HTTP_ADDR",
                "127.0.0.1:0",
                "DATABASE_URL",
                text(workspace.login()),
                "JWT_HS256_SECRET",
                SECRET));
        settings.putAll(more);
        var server = ApiServer.start(ApiConfig.from(new Settings(settings)));
        server.awaitStart();
        return new RunningServer(server);
    }

    /// A token that the deployment's owner signed.
    public static String ownersToken(String user, String... scopes) {
        return ownersToken(user, Optional.of(DEFAULT_TENANT), scopes);
    }

    public static String ownersToken(String user, Optional<String> tenant, String... scopes) {
        try {
            return TokenVerifiers.sign(new SignedToken(user, tenant, Set.of(scopes), Duration.ofHours(1)), SECRET);
        } catch (com.nimbusds.jose.JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public int port() {
        return server.port();
    }

    /// The address that it listens on.
    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public HttpResponse<String> get(String path, String token, String... headers) {
        return send("GET " + path, token, Optional.empty(), headers);
    }

    public HttpResponse<String> post(String path, String token, Object body, String... headers) {
        return send("POST " + path, token, Optional.of(Json.text(body)), headers);
    }

    public HttpResponse<String> delete(String path, String token, String... headers) {
        return send("DELETE " + path, token, Optional.empty(), headers);
    }

    /// Sends a request, which is written `GET /path`; without a token when it is empty.
    public HttpResponse<String> send(String line, String token, Optional<String> body, String... headers) {
        String method = line.substring(0, line.indexOf(' '));
        String path = line.substring(line.indexOf(' ') + 1);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    public static JsonNode json(HttpResponse<String> response) {
        try {
            return Json.parse(response.body().getBytes(StandardCharsets.UTF_8));
        } catch (IOException malformed) {
            throw new AssertionError(response.body(), malformed);
        }
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }

    static String text(DatabaseUrl url) {
        return url.reveal();
    }
}
