package dev.toolbridge.tenants.release;

import java.util.List;
import java.util.stream.Stream;

/// The addresses under which clients know a tenant.
public sealed interface TenantAddress permits RouterAddress, OutsideAddress {

    /// The address of the API that is shown to clients.
    default String base() {
        return all().getFirst();
    }

    /// The address of the MCP server that is shown to clients.
    default String mcpBase() {
        return allMcp().getFirst();
    }

    /// All addresses of the API, that one first.
    List<String> all();

    /// All addresses of the MCP server, that one first.
    List<String> allMcp();

    /// The addresses at domains that the tenant has brought.
    List<String> others();

    /// The resources that the MCP server is known as.
    default List<String> mcpAudiences() {
        return allMcp().stream()
                .flatMap(base -> Stream.of(base + "/mcp", base + "/sse", base))
                .toList();
    }

    /// The resources that the API is known as.
    default List<String> apiAudiences() {
        return all().stream().map(base -> base + "/v1").toList();
    }
}
