package dev.toolbridge.proof.conformance;

import com.nimbusds.jose.JOSEException;
import dev.toolbridge.mcp.access.Admission;
import dev.toolbridge.mcp.access.Origins;
import dev.toolbridge.mcp.access.PathAudiences;
import dev.toolbridge.mcp.access.Principals;
import dev.toolbridge.mcp.access.ProtectedResource;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.ProjectSet;
import dev.toolbridge.mcp.protocol.session.SessionLimits;
import dev.toolbridge.mcp.protocol.stateless.RequestStates;
import dev.toolbridge.mcp.transport.McpRoutes;
import dev.toolbridge.mcp.transport.TransportConfig;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.token.SignedToken;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifiers;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The product's transports, admission and protocol, with the fixtures instead of the workspace's tools.
final class FixtureServer implements AutoCloseable {
    private static final String SECRET = "a-secret-for-the-conformance-suite-of-32-bytes";

    private final McpRoutes routes;
    private final HttpServer http;
    private final TokenProxy proxy;

    FixtureServer() throws JOSEException {
        var tokens = TokenConfig.from(new Settings(Map.of("ENV", "dev", "JWT_HS256_SECRET", SECRET)));
        var admission = new Admission(
                new Origins(Set.of(), Set.of()),
                new Principals(
                        TokenVerifiers.from(tokens),
                        _ -> Optional.empty(),
                        new PathAudiences(tokens.audiences()),
                        Optional.empty()),
                new ProtectedResource(URI.create("http://localhost"), Optional.empty(), List.of()));
        var implementation =
                Implementation.builder("toolbridge-conformance", "1").build();
        var features = new Features(
                implementation,
                "Fixtures.",
                new FixtureTools(),
                new FixturePrompts(),
                new Features.Sources(new FixtureResources(), ProjectSet.NONE));
        routes = new McpRoutes(
                admission, features, new RequestStates(List.of()), TransportConfig.at("", SessionLimits.DEFAULT));
        var limits = new HttpServerConfig(
                new ListenAddress("127.0.0.1", 0), 200, 200, Duration.ofMinutes(1), List.of(), Duration.ofSeconds(1));
        http = HttpServer.start(limits, List.of(), Metrics.registry(), routes.table());
        var token = new SignedToken("conformance", Optional.of("tenant_conformance"), Set.of(), Duration.ofHours(1));
        proxy = new TokenProxy(http.port(), TokenVerifiers.sign(token, SECRET));
    }

    /// The address that the suite uses.
    String address() {
        return "http://localhost:" + proxy.port() + "/mcp";
    }

    @Override
    public void close() {
        proxy.close();
        routes.close();
        http.close();
    }
}
