package dev.toolbridge.tenants.release;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The addresses under which clients know a tenant.
///
/// @param host the tenant's name below the platform's domain
/// @param scheme `https`, or `http` on one machine
/// @param port the router's port; empty for that of the scheme
/// @param others addresses at domains that the tenant has brought
/// @param loopbackPort the port on this machine that leads to the tenant, for programs that do not resolve its name
public record TenantAddress(
        String host, String scheme, OptionalInt port, List<String> others, OptionalInt loopbackPort) {

    public TenantAddress {
        others = List.copyOf(others);
    }

    /// The same tenant with domains.
    public TenantAddress with(List<String> addresses) {
        return new TenantAddress(host, scheme, port, addresses, loopbackPort);
    }

    /// The address that is shown to clients. On one machine it is the one that every client resolves.
    public String base() {
        return loopbackPort.isPresent() ? loopback("127.0.0.1") : byName();
    }

    /// All addresses, that one first.
    public List<String> all() {
        List<String> own = loopbackPort.isPresent()
                ? List.of(base(), loopback("localhost"), loopback("[::1]"), byName())
                : List.of(base());
        return Stream.concat(own.stream(), others.stream()).toList();
    }

    /// The resources that the MCP server is known as.
    List<String> mcpAudiences() {
        return all().stream()
                .flatMap(base -> Stream.of(base + "/mcp", base + "/sse", base))
                .toList();
    }

    /// The resources that the API is known as.
    List<String> apiAudiences() {
        return all().stream().map(base -> base + "/v1").toList();
    }

    private String loopback(String name) {
        return "http://" + name + ":" + loopbackPort.orElseThrow();
    }

    private String byName() {
        return scheme + "://" + host + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
