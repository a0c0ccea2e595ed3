package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.placement.TenantPlacement;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves a tenant's database to another cluster.
public record MoveRoutes(Visible visible, Orders orders, Moves moves, PlacementStore placements) {
    private static final String ORDER = "migrate_order";
    private static final String CLUSTER = DeploymentInput.CLUSTER;

    /// The moves that can be asked for.
    ///
    /// @param clusters the names of all clusters
    public record Moves(OperationPlan plan, List<String> clusters) {

        public Moves {
            clusters = List.copyOf(clusters);
        }
    }

    public List<RouteLine<Caller>> routes() {
        return List.of(new RouteLine<>(
                "POST",
                "/admin/tenants/{tenant}/migrate",
                "migrate_tenant",
                Scope.PLATFORM_ADMIN,
                TenantRoutes.ORDER.body(ORDER),
                TenantRoutes.ended(),
                this::migrate));
    }

    public static Map<String, ObjectNode> schemas() {
        return Map.of(ORDER, order());
    }

    private static ObjectNode order() {
        return Schema.object(CLUSTER)
                .with(CLUSTER, Schema.text())
                .with("reason", Schema.orNull(Schema.text().put("maxLength", AdminSchemas.REASON_LENGTH_MAX)))
                .closed();
    }

    private Answer migrate(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        var body = BodyFields.of(request, order());
        String reason = TenantRoutes.reason(body);
        String cluster = body.findText(CLUSTER, _ -> true, "the name of a cluster")
                .orElseThrow(() -> BodyFields.invalid(CLUSTER, "the name of a cluster"));
        requirePossible(tenant, cluster);
        return orders.start(
                new Orders.Asked(caller, request, reason),
                tenant.ref(),
                moves.plan(),
                Json.object().put(CLUSTER, cluster));
    }

    /// Machines elsewhere reach one cluster only.
    private void requirePossible(Tenant tenant, String cluster) {
        Optional<String> present = placements.present(tenant.ref()).map(TenantPlacement::cluster);
        List<String> others = moves.clusters().stream()
                .filter(name -> tenant.runtime().equals(TenantOrder.HERE))
                .filter(name -> !present.equals(Optional.of(name)))
                .toList();
        if (!others.contains(cluster)) {
            throw Refusal.of(ErrorCode.INVALID_VALUE, "invalid " + CLUSTER)
                    .fact("field", CLUSTER)
                    .fact(
                            "expected",
                            others.isEmpty()
                                    ? "nothing: the tenant cannot be moved"
                                    : "one of " + String.join(", ", others));
        }
    }
}
