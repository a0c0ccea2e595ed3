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
import dev.toolbridge.tenants.store.AddressStore;
import java.util.List;
import java.util.Map;

/// Shows the names under which a tenant is reached.
public record AddressRoutes(Visible visible, AddressStore addresses) {
    private static final String ADDRESSES = "addresses";

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "GET",
                "/admin/tenants/{tenant}/addresses",
                "list_tenant_addresses",
                Scope.TENANT_READ,
                Input.NONE,
                Output.of(200, "The names of the tenant at the router.", ADDRESSES),
                this::list));
    }

    public static Map<String, ObjectNode> schemas() {
        ObjectNode address = Schema.object("host")
                .with("host", Schema.text())
                .with("loopback_port", Schema.whole(1))
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
        addresses.of(visible.tenant(caller, request).ref()).forEach(address -> {
            ObjectNode shown = list.addObject().put("host", address.host());
            address.loopbackPort().ifPresent(port -> shown.put("loopback_port", port));
        });
        return Answer.json(200, body);
    }
}
