package dev.toolbridge.proof.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.access.Admission;
import dev.toolbridge.mcp.access.Origins;
import dev.toolbridge.mcp.access.PathAudiences;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.access.Principals;
import dev.toolbridge.mcp.access.ProtectedResource;
import dev.toolbridge.mcp.api.ApiAddress;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolTable;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.entity.EntityTools;
import dev.toolbridge.proof.load.RunningServer;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.monitoring.Metrics;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifiers;
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
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;

/// The server of the comparison: the official SDK's servlet transport on Tomcat with the sidecar's own tools.
///
/// It has everything that makes it faster: a virtual thread for each request, handlers on the caller's thread,
/// connections without a time limit, and neither the SDK's checks of arguments, which the tools make
/// themselves, nor those of results; no access log and no metrics of requests. The sidecar's admission
/// ahead of it checks hosts, origins and tokens.
public final class SdkServer {
    /// The variable with the secret that signs tokens.
    private static final String SECRET = "JWT_HS256_SECRET";

    private static final Set<String> TOOLS = Set.of("get_note", "create_note");
    private static final String PATH = "/mcp";
    private static final String SENDER = "sender";

    private final Admission admission;
    private final ToolTable tools;

    private SdkServer(String secret, URI api) {
        var tokens = TokenConfig.from(new Settings(Map.of("ENV", "dev", SECRET, secret)));
        admission = new Admission(
                new Origins(Set.of(), Set.of()),
                new Principals(
                        TokenVerifiers.from(tokens),
                        _ -> Optional.empty(),
                        new PathAudiences(tokens.audiences()),
                        Optional.empty()),
                new ProtectedResource(URI.create("http://localhost"), Optional.empty(), List.of()));
        var context = new ToolContext(new ApiClient(ApiAddress.at(api)), Metrics.registry());
        var recent = new RecentCreates(InstantSource.system());
        tools = ToolTable.of(new EntityTools(context, recent).of(Entities.named("note")), Set.of(), context);
    }

    /// Starts one before an API, as a process of its own with the sidecar's resources.
    static RunningServer before(RunningApi api) {
        return RunningServer.start(
                SdkServer.class,
                List.of(api.server().address().toString()),
                Map.of(SECRET, api.tokens().secret()));
    }

    /// Runs until its process is killed.
    ///
    /// @param arguments the port, and the API's address
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        var server = new SdkServer(System.getenv(SECRET), URI.create(arguments[1]));
        serve(port, server.transport());
    }

    private HttpServletStreamableServerTransportProvider transport() {
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint(PATH)
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
        return TOOLS.stream()
                .map(name -> SyncToolSpecification.builder()
                        .tool(Tool.builder(name, Map.of("type", "object")).build())
                        .callHandler(this::call)
                        .build())
                .toList();
    }

    private CallToolResult call(McpSyncServerExchange exchange, CallToolRequest request) {
        var principal = (Principal) exchange.transportContext().get(SENDER);
        ObjectNode arguments = Json.mapper().valueToTree(request.arguments());
        return tools.call(
                        request.name(),
                        arguments,
                        Call.single(principal, UUID.randomUUID().toString()))
                .orElseThrow();
    }

    private McpTransportContext context(HttpServletRequest request) {
        return McpTransportContext.create(Map.of(SENDER, admission.admit(head(request), PATH)));
    }

    private static Request head(HttpServletRequest request) {
        return new Request(
                request.getMethod(),
                PATH,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                name -> Collections.list(request.getHeaders(name)),
                new byte[0],
                request.getRemoteAddr(),
                UUID.randomUUID().toString());
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
