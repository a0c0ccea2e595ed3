package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.release.TenantAddress;
import dev.toolbridge.tenants.store.AddressStore;
import dev.toolbridge.tenants.tenant.Tenant;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Shows the names under which a tenant is reached.
///
/// @param outside the addresses of a tenant that is not behind the router
public record AddressRoutes(
        Visible visible, AddressStore addresses, Function<Tenant, Optional<TenantAddress>> outside) {
    private static final String ADDRESSES = "addresses";

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/admin/tenants/{tenant}/addresses",
                "list_tenant_addresses",
                Scope.TENANT_READ,
                Input.NONE,
                Output.of(
                        200,
                        "The names of the tenant, and its addresses where they do not follow from them.",
                        ADDRESSES),
                this::list));
    }

    public static Map<String, ObjectNode> schemas() {
        ObjectNode address = Schema.object("host")
                .with("host", Schema.text())
                .with("loopback_port", Schema.whole(1))
                .with("api", Schema.text())
                .with("mcp", Schema.text())
                .schema();
        return Map.of(
                ADDRESSES,
                Schema.object(ADDRESSES)
                        .with(ADDRESSES, Schema.arrayOf(address))
                        .schema());
    }

    private Answer list(Caller caller, Request request) {
        var body = Json.object();
        var list = body.putArray(ADDRESSES);
        Tenant tenant = visible.tenant(caller, request);
        addresses.of(tenant.ref()).forEach(address -> {
            ObjectNode shown = list.addObject().put("host", address.host());
            address.loopbackPort().ifPresent(port -> shown.put("loopback_port", port));
        });
        outside.apply(tenant).ifPresent(address -> list.addObject()
                .put("host", URI.create(address.base()).getHost())
                .put("api", address.base())
                .put("mcp", address.mcpBase()));
        return Answer.json(200, body);
    }
}
