package dev.toolbridge.tests.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.access.Owner;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiConfig;
import dev.toolbridge.mcp.protocol.Call;
import dev.toolbridge.mcp.tool.EntityTools;
import dev.toolbridge.mcp.tool.Workspace;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Metrics;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.token.TokenConfig;
import dev.toolbridge.service.token.TokenVerifier;
import dev.toolbridge.service.token.TokenVerifiers;
import dev.toolbridge.service.token.VerifiedToken;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/// What the sidecar is held against: the official SDK's servlet transport on Tomcat before the sidecar's own tools.
///
/// It has whatever makes it faster: a virtual thread for each request, handlers run where they are called, connections
/// kept for ever, and neither the SDK's checks of arguments, which the tools make themselves, nor those of results; no
/// access log and no meters of requests. It verifies tokens, as the sidecar must.
public final class SdkServer {
    private static final Set<String> TOOLS = Set.of("get_note", "create_note");
    private static final String TOKEN = "token";
    private static final String BEARER = "Bearer ";

    private final TokenVerifier verifier;
    private final EntityTools tools;

    private SdkServer(String secret, URI api) {
        verifier =
                TokenVerifiers.from(TokenConfig.from(new Settings(Map.of("ENV", "dev", "JWT_HS256_SECRET", secret))));
        var workspace = new Workspace(new ApiClient(ApiConfig.at(api)), Metrics.registry());
        tools = EntityTools.of(Entities.ALL, Set.of("notes"), workspace);
    }

    /// Runs until it is ended.
    ///
    /// @param arguments the port, the API's address, and the secret that tokens are signed with
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        var server = new SdkServer(arguments[2], URI.create(arguments[1]));
        serve(port, server.transport());
    }

    private HttpServletStreamableServerTransportProvider transport() {
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .contextExtractor(this::context)
                .build();
        McpServer.sync(transport)
                .serverInfo("sdk", "1")
                .capabilities(ServerCapabilities.builder().tools(false).build())
                .immediateExecution(true)
                .validateToolInputs(false)
                .tools(specifications())
                .build();
        return transport;
    }

    private List<SyncToolSpecification> specifications() {
        return tools.list(nobody()).stream()
                .filter(tool -> TOOLS.contains(tool.name()))
                .map(tool -> SyncToolSpecification.builder()
                        .tool(withoutOutputSchema(tool))
                        .callHandler(this::call)
                        .build())
                .toList();
    }

    private static Tool withoutOutputSchema(Tool tool) {
        return Tool.builder(tool.name(), tool.inputSchema())
                .description(tool.description())
                .build();
    }

    private CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
        var principal = (Principal) exchange.transportContext().get(TOKEN);
        ObjectNode arguments = Json.mapper().valueToTree(request.arguments());
        return tools.call(
                        request.name(),
                        arguments,
                        Call.single(principal, UUID.randomUUID().toString()))
                .orElseThrow();
    }

    private McpTransportContext context(HttpServletRequest request) {
        String token = request.getHeader("Authorization").substring(BEARER.length());
        return McpTransportContext.create(Map.of(TOKEN, principal(verifier.verify(token), token)));
    }

    private static Principal principal(VerifiedToken verified, String token) {
        var owner = new Owner(verified.issuer(), verified.subject(), verified.tenant(), verified.clientId());
        return new Principal(
                owner,
                Optional.empty(),
                verified.scopes(),
                verified.expiresAt(),
                new Principal.Shown(new Secret(token), false));
    }

    /// Without scopes nothing is hidden from it.
    private static Principal nobody() {
        return new Principal(
                new Owner("", "", Optional.empty(), Optional.empty()),
                Optional.empty(),
                Set.of(),
                Instant.MAX,
                new Principal.Shown(new Secret("none"), false));
    }

    private static void serve(int port, HttpServletStreamableServerTransportProvider transport) throws Exception {
        Path folder = Files.createTempDirectory("sdk-server");
        var tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(port);
        var connector = (AbstractProtocol<?>) tomcat.getConnector().getProtocolHandler();
        connector.setExecutor(new VirtualThreadExecutor("request-"));
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        var context = tomcat.addContext("", folder.toString());
        var servlet = Tomcat.addServlet(context, "mcp", transport);
        servlet.setAsyncSupported(true);
        context.addServletMappingDecoded("/*", "mcp");
        tomcat.start();
        tomcat.getServer().await();
    }
}
