package dev.toolbridge.mcp;

import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.access.Admission;
import dev.toolbridge.mcp.access.Origins;
import dev.toolbridge.mcp.access.PathAudiences;
import dev.toolbridge.mcp.access.Principals;
import dev.toolbridge.mcp.access.ProtectedResource;
import dev.toolbridge.mcp.access.ProviderMetadata;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Features;
import dev.toolbridge.mcp.offer.ProjectSet;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.project.ProjectClient;
import dev.toolbridge.mcp.prompt.PromptTable;
import dev.toolbridge.mcp.prompt.WorkspacePrompts;
import dev.toolbridge.mcp.protocol.stateless.RequestStates;
import dev.toolbridge.mcp.resource.ResourceTable;
import dev.toolbridge.mcp.resource.Watchers;
import dev.toolbridge.mcp.resource.WorkspaceResources;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolRoutes;
import dev.toolbridge.mcp.tool.ToolTable;
import dev.toolbridge.mcp.transport.McpRoutes;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.monitoring.Health;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.service.program.ReadyLine;
import dev.toolbridge.service.program.StartedServer;
import dev.toolbridge.service.program.Version;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifiers;
import io.micrometer.core.instrument.Gauge;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Wires the MCP server together, and stops it in order: streams first, then the listener, then the API client.
final class McpServer implements StartedServer {
    /// Every open stream holds a request.
    private static final int REQUESTS_MAX = 20_000;

    private static final int CONNECTIONS_MAX = 20_000;
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

    private final ApiClient api;
    private final ApiReadiness readiness;
    private final McpRoutes routes;
    private final HttpServer http;
    private final Optional<HttpServer> metrics;
    private final Optional<ProviderMetadata> provider;

    private McpServer(McpConfig config) {
        var meters = Metrics.registry();
        this.api = new ApiClient(config.api());
        this.readiness = new ApiReadiness(api);
        var resource = new ProtectedResource(
                config.base(),
                config.otherBases(),
                config.tokens().provider().map(TokenConfig.Provider::issuer),
                config.loginScopes());
        var admission = admission(config, resource);
        ToolTable tools = Tools.all(new ToolContext(api, meters));
        var projects = new ProjectClient(api);
        this.routes = new McpRoutes(
                admission, features(tools, projects), new RequestStates(config.stateSecrets()), config.transport());
        Gauge.builder("toolbridge.mcp.sessions", routes, McpRoutes::sessionCount)
                .register(meters);
        this.metrics =
                config.metrics().map(address -> Metrics.serve(address, meters, "toolbridge-mcp", Optional.empty()));
        this.provider = config.tokens()
                .provider()
                .flatMap(known -> ProviderMetadata.of(known.issuer(), InstantSource.system()));
        var table = Stream.of(
                        List.of(FrontPage.route()),
                        health(config),
                        resource.routes(),
                        provider.map(ProviderMetadata::routes).orElseGet(List::of),
                        new ToolRoutes(admission, tools, projects).routes())
                .flatMap(List::stream)
                .toList();
        this.http = HttpServer.start(limits(config), table, meters, routes.table());
    }

    static McpServer start(McpConfig config) {
        return new McpServer(config);
    }

    /// The API may start later: `/readyz` tells when it is ready.
    @Override
    public ReadyLine awaitStart() {
        return new ReadyLine("listening", port());
    }

    int metricsPort() {
        return metrics.orElseThrow().port();
    }

    int sessionCount() {
        return routes.sessionCount();
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        readiness.stop();
        routes.close();
        http.close();
        api.close();
        provider.ifPresent(ProviderMetadata::close);
        metrics.ifPresent(HttpServer::close);
    }

    private Features features(ToolSet tools, ProjectSet projects) {
        var implementation = Implementation.builder("toolbridge", Version.of(Main.class))
                .title("ToolBridge")
                .build();
        var resources =
                new ResourceTable(WorkspaceResources.of(api, Entities.ALL), new Watchers(api), Optional.empty());
        var prompts = new PromptTable(
                WorkspacePrompts.of((partial, call) -> resources.complete("toolbridge://chats/{uid}", partial, call)));
        var sources = new Features.Sources(resources, projects);
        return new Features(implementation, Instructions.TEXT, tools, prompts, sources);
    }

    private Admission admission(McpConfig config, ProtectedResource resource) {
        Set<String> hosts = Stream.concat(config.publicBase().stream(), config.otherBases().stream())
                .map(URI::getHost)
                .collect(Collectors.toSet());
        var origins = new Origins(hosts, config.allowedOrigins());
        return new Admission(origins, principals(config), resource);
    }

    private Principals principals(McpConfig config) {
        return new Principals(
                TokenVerifiers.from(config.tokens()),
                api.keys(),
                new PathAudiences(config.tokens().audiences()),
                config.tenant());
    }

    private static HttpServerConfig limits(McpConfig config) {
        ListenAddress address = config.address();
        return new HttpServerConfig(
                address,
                REQUESTS_MAX,
                CONNECTIONS_MAX,
                IDLE_TIMEOUT,
                List.copyOf(config.allowedOrigins()),
                config.stopGrace());
    }

    /// Older clients ask at `/mcp/health`.
    private List<Route> health(McpConfig config) {
        var health = new Health(
                config.environment().wireName(),
                Version.of(Main.class),
                List.of("streamable-http", "sse"),
                readiness::unready);
        var all = new ArrayList<>(health.routes());
        health.routes().stream()
                .filter(route -> route.path().equals("/health"))
                .map(route -> Route.check("/mcp/health", route.endpoint()))
                .forEach(all::add);
        return all;
    }
}
