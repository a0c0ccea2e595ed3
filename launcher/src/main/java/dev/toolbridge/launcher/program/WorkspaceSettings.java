package dev.toolbridge.launcher.program;

import dev.toolbridge.launcher.workspace.PortBlock;
import dev.toolbridge.launcher.workspace.Ports;
import dev.toolbridge.launcher.workspace.SecretFile;
import dev.toolbridge.launcher.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The facts of a running workspace that servers get as settings. Secrets are given as names of files that only the
/// owner can read.
///
/// @param release the folder of the release that tenants run
public record WorkspaceSettings(Ports ports, Workspace workspace, Path release) {
    static final String LOOPBACK = "127.0.0.1";

    /// The audience of the API; a name instead of an address, since ports may change while tokens live.
    static final String API_AUDIENCE = "urn:toolbridge:api";

    private static final List<String> OTHER_LOOPBACK_HOSTS = List.of("localhost", "[::1]");

    String url(ServerProgram server) {
        return server.url(ports);
    }

    int port(ServerProgram server) {
        return ports.of(server.port().name());
    }

    String address(PortOption port) {
        return LOOPBACK + ":" + ports.of(port.name());
    }

    String address(ServerProgram server) {
        return address(server.port());
    }

    String metricsAddress(ServerProgram server) {
        return LOOPBACK + ":" + ports.of(server.port().metricsName());
    }

    String secretFile(SecretFile secret) {
        return workspace.secrets().file(secret).toString();
    }

    /// The folder in which a server keeps its state.
    String dataFolder(ServerProgram server) {
        return workspace.dataOf(server.name()).toString();
    }

    /// The file with the address by which servers reach the database.
    String databaseFile() {
        return workspace.secrets().serverUrlFile().toString();
    }

    String clusterFile() {
        return workspace.secrets().clusterFile().toString();
    }

    String masterKeyFile() {
        return workspace.secrets().masterKeyFile().toString();
    }

    String projectKeysFile() {
        return workspace.secrets().projectKeysFile().toString();
    }

    String certificateKeyFile() {
        return workspace.secrets().certificateKeyFile().toString();
    }

    String memberKeysFile() {
        return workspace.secrets().memberKeysFile().toString();
    }

    /// The ports that lead to one tenant each.
    String loopbackPorts() {
        return PortBlock.ofTenants(ports.of(Ports.BLOCK));
    }

    /// The ports of the programs of tenants.
    String runtimePorts() {
        return PortBlock.ofPrograms(ports.of(Ports.BLOCK));
    }

    /// The resources of all tenants that there can be: their MCP servers and their APIs.
    String tenantAudiences() {
        int first = ports.of(Ports.BLOCK);
        return IntStream.range(first, first + PortBlock.TENANTS)
                .boxed()
                .flatMap(port -> addresses(port)
                        .flatMap(server -> Stream.of(server + "/v1", server + "/mcp", server + "/sse", server)))
                .collect(Collectors.joining(","));
    }

    /// The settings for tokens: in development both servers are one resource, with one token for both.
    Map<String, String> tokens() {
        String issuer = url(IdentityProgram.SERVER);
        return Map.of(
                "ENV",
                "dev",
                "JWT_HS256_SECRET_FILE",
                secretFile(SecretFile.TOKEN),
                "JWT_ISSUER",
                issuer,
                "JWT_JWKS_URL",
                issuer + "/oauth2/jwks",
                "JWT_AUDIENCE",
                API_AUDIENCE,
                "MCP_OAUTH_AUDIENCE",
                mcpAudiences());
    }

    /// The resources that the sidecar announces, one for each name of this machine.
    String mcpAudiences() {
        return addresses(port(SidecarProgram.SERVER))
                .flatMap(server -> Stream.of(server + "/mcp", server + "/sse", server))
                .collect(Collectors.joining(","));
    }

    /// The names of a server on this machine.
    private static Stream<String> addresses(int port) {
        return Stream.concat(
                Stream.of(Ports.url(port)), OTHER_LOOPBACK_HOSTS.stream().map(host -> "http://" + host + ":" + port));
    }
}
