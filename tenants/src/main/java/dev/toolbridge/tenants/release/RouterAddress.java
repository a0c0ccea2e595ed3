package dev.toolbridge.tenants.release;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// The addresses of a tenant at the router, where its API and its MCP server have one host.
///
/// @param host the tenant's name below the platform's domain
/// @param scheme `https`, or `http` on one machine
/// @param port the router's port; empty for that of the scheme
/// @param others addresses at domains that the tenant has brought
/// @param loopbackPort the port on this machine that leads to the tenant, for programs that do not resolve its name
public record RouterAddress(String host, String scheme, OptionalInt port, List<String> others, OptionalInt loopbackPort)
        implements TenantAddress {

    public RouterAddress {
        others = List.copyOf(others);
    }

    /// The same tenant with domains.
    public RouterAddress with(List<String> addresses) {
        return new RouterAddress(host, scheme, port, addresses, loopbackPort);
    }

    /// On one machine it is the one that every client resolves.
    @Override
    public String base() {
        return loopbackPort.isPresent() ? loopback("127.0.0.1") : byName();
    }

    @Override
    public List<String> all() {
        List<String> own = loopbackPort.isPresent()
                ? List.of(base(), loopback("localhost"), loopback("[::1]"), byName())
                : List.of(base());
        return Stream.concat(own.stream(), others.stream()).toList();
    }

    @Override
    public List<String> allMcp() {
        return all();
    }

    private String loopback(String name) {
        return "http://" + name + ":" + loopbackPort.orElseThrow();
    }

    private String byName() {
        return scheme + "://" + host + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
