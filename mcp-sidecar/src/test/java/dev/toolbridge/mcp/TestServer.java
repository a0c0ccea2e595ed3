package dev.toolbridge.mcp;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.mcp.api.ApiAddress;
import dev.toolbridge.mcp.protocol.session.SessionLimits;
import dev.toolbridge.mcp.transport.TransportConfig;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenVerifiers;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The MCP server as it ships, on a free port, with a fake API.
final class TestServer implements AutoCloseable {
    static final String SECRET = "a-secret-for-tests-of-at-least-32-bytes";
    static final Duration HEARTBEAT = Duration.ofMillis(200);

    final FakeApi api;
    private final McpServer server;

    private TestServer(FakeApi api, Map<String, String> settings, SessionLimits limits) {
        this.api = api;
        server = McpServer.start(config(settings, limits));
    }

    static TestServer start() {
        return new TestServer(new FakeApi(), Map.of(), SessionLimits.DEFAULT);
    }

    static TestServer start(SessionLimits limits) {
        return new TestServer(new FakeApi(), Map.of(), limits);
    }

    static TestServer start(Map<String, String> settings) {
        return new TestServer(new FakeApi(), settings, SessionLimits.DEFAULT);
    }

    /// Another replica with the same API.
    TestServer replica(Map<String, String> settings) {
        return new TestServer(api, settings, SessionLimits.DEFAULT);
    }

    URI metricsAddress() {
        return URI.create("http://127.0.0.1:" + server.metricsPort() + "/metrics");
    }

    int sessionCount() {
        return server.sessionCount();
    }

    URI address(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    /// A token that is valid for an hour.
    static String token(String user) {
        return token(user, Duration.ofHours(1));
    }

    static String token(String user, Duration life) {
        return token(user, life, Set.of());
    }

    static String token(String user, Duration life, Set<String> scopes) {
        try {
            return TokenVerifiers.sign(new SignedToken(user, Optional.of("tenant_a"), scopes, life), SECRET);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.close();
        api.close();
    }

    private McpConfig config(Map<String, String> settings, SessionLimits limits) {
        var all = new HashMap<>(Map.of(
                "TOOLBRIDGE_API_BASE_URL", api.address().toString(),
                "TOOLBRIDGE_PORT", "0",
                "TOOLBRIDGE_SHUTDOWN_TIMEOUT_SECONDS", "2",
                "ENV", "dev",
                "JWT_HS256_SECRET", SECRET));
        all.putAll(settings);
        var config = McpConfig.from(new Settings(all));
        var api = new ApiAddress(
                config.api().address(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(3),
                4 << 20,
                config.api().exchange());
        var transport = new TransportConfig(
                config.transport().publicPath(),
                HEARTBEAT,
                limits,
                config.transport().replica());
        return new McpConfig(
                api,
                config.address(),
                config.metrics(),
                config.publicBase(),
                config.otherBases(),
                config.allowedOrigins(),
                config.tenant(),
                config.stopGrace(),
                config.environment(),
                config.logLevel(),
                config.tokens(),
                config.loginScopes(),
                config.stateSecrets(),
                transport);
    }
}
