package dev.toolbridge.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.database.readiness.DatabaseReadiness;
import dev.toolbridge.service.config.Environment;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.monitoring.Health;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.service.route.Schema;
import java.util.List;
import java.util.Map;

/// The description of what devices and people may ask before they choose a tenant.
///
/// @param info the route of the offer to devices
/// @param credentials the routes for credentials
record OpenLines(Route info, List<Route> credentials) {
    private static final String INFO = "sync_info";
    private static final String TENANTS = "tenant_choice";

    OpenLines {
        credentials = List.copyOf(credentials);
    }

    /// The health of the server, which machines ask all the time.
    static Health health(Environment environment, String version, DatabaseReadiness readiness) {
        return new Health(
                environment.wireName(), version, List.of("rest", "sync", "history", "search"), readiness::unready);
    }

    /// The table with these lines, for the document.
    RouteTable<Caller> besides(RouteTable<Caller> table) {
        return table.with(
                        RouteLine.describing(
                                info,
                                "get_sync_info",
                                RouteLine.OPEN,
                                Output.of(200, "The server's offer to devices.", INFO)),
                        Map.of(INFO, offer()))
                .with(
                        RouteLine.describing(
                                choice(),
                                "get_tenant_choice",
                                RouteLine.ANY_CREDENTIAL,
                                Output.of(200, "The caller's tenant, or those to choose from.", TENANTS)),
                        Map.of(TENANTS, tenants()));
    }

    private Route choice() {
        return credentials.stream()
                .filter(route -> route.path().equals("/v1/auth/tenant"))
                .findFirst()
                .orElseThrow();
    }

    private static ObjectNode offer() {
        var entity = Schema.object("maxLimit", "push", "pull")
                .with("maxLimit", Schema.whole(1))
                .with("push", Schema.flag())
                .with("pull", Schema.flag());
        var entities = Schema.of("object");
        entities.set("additionalProperties", entity.schema());
        var locking = Schema.object("supported", "mode")
                .with("supported", Schema.flag())
                .with("mode", Schema.choice(List.of("session")));
        var rates = Schema.object("windowSeconds", "maxRequests", "burst")
                .with("windowSeconds", Schema.whole(1))
                .with("maxRequests", Schema.whole(1))
                .with("burst", Schema.whole(1));
        var hints = Schema.object("recommendedBatch", "backoffMsOn429")
                .with("recommendedBatch", Schema.whole(1))
                .with("backoffMsOn429", Schema.whole(0));
        return Schema.object(
                        "apiVersion", "serverTime", "entities", "locking", "minClientVersion", "rateLimit", "hints")
                .with("apiVersion", Schema.text())
                .with("serverTime", Schema.time())
                .with("entities", entities)
                .with("locking", locking.schema())
                .with("minClientVersion", Schema.text())
                .with("rateLimit", rates.schema())
                .with("hints", hints.schema())
                .schema();
    }

    private static ObjectNode tenants() {
        var organization = Schema.object("id", "name").with("id", Schema.text()).with("name", Schema.text());
        return Schema.object("tenant_id", "requires_selection")
                .with("tenant_id", Schema.text())
                .with("organization_name", Schema.text())
                .with("organizations", Schema.arrayOf(organization.schema()))
                .with("requires_selection", Schema.flag())
                .schema();
    }
}
