package dev.toolbridge.tenants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.audit.AuditRoutes;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.domain.DomainRoutes;
import dev.toolbridge.tenants.key.OperatorKeyRoutes;
import dev.toolbridge.tenants.rest.AddressRoutes;
import dev.toolbridge.tenants.rest.LeavingRoutes;
import dev.toolbridge.tenants.rest.MeRoutes;
import dev.toolbridge.tenants.rest.MoveRoutes;
import dev.toolbridge.tenants.rest.OperationRoutes;
import dev.toolbridge.tenants.rest.SecretRoutes;
import dev.toolbridge.tenants.rest.TenantRoutes;
import dev.toolbridge.tenants.rest.Visible;
import dev.toolbridge.tenants.rollout.RolloutRoutes;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.usage.ActivityRoutes;
import dev.toolbridge.tenants.usage.UsageRoutes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every route of the control plane that requires a credential, and the parts that the routes work on.
record Routes(
        TenantRoutes tenants,
        OperationRoutes operations,
        OperatorKeyRoutes keys,
        AuditStore audit,
        Visible visible,
        AddressRoutes addresses,
        DomainRoutes domains,
        SecretRoutes secrets,
        LeavingRoutes leaving,
        MoveRoutes moves,
        RolloutRoutes rollouts,
        UsageRoutes usage,
        ActivityRoutes activity,
        MeRoutes me) {
    private static final AuditRoutes.Place OF_TENANT =
            new AuditRoutes.Place("/admin/tenants/{tenant}/audit", "list_tenant_audit", Scope.TENANT_ADMIN, Input.NONE);
    private static final AuditRoutes.Place OF_PLATFORM =
            new AuditRoutes.Place("/admin/audit", "list_audit", Scope.PLATFORM_READ, Input.NONE);

    RouteTable<Caller> table() {
        return RouteTable.of(lines(), schemas());
    }

    private List<RouteLine<Caller>> lines() {
        return Stream.of(
                        tenants.routes(),
                        operations.routes(),
                        keys.routes(),
                        addresses.routes(),
                        domains.routes(),
                        secrets.routes(),
                        leaving.routes(),
                        moves.routes(),
                        rollouts.routes(),
                        usage.routes(),
                        activity.routes(),
                        me.routes(),
                        new AuditRoutes<Caller>(audit, OF_TENANT, (caller, request) -> visible.tenant(caller, request)
                                        .ref()
                                        .toString())
                                .routes(),
                        new AuditRoutes<Caller>(audit, OF_PLATFORM, (_, _) -> AuditStore.Author.PLATFORM).routes())
                .flatMap(List::stream)
                .toList();
    }

    /// The schemas that the routes name.
    private static Map<String, ObjectNode> schemas() {
        var schemas = new LinkedHashMap<>(TenantRoutes.schemas());
        schemas.putAll(OperatorKeyRoutes.schemas());
        schemas.putAll(AddressRoutes.schemas());
        schemas.putAll(DomainRoutes.schemas());
        schemas.putAll(SecretRoutes.schemas());
        schemas.putAll(LeavingRoutes.schemas());
        schemas.putAll(MoveRoutes.schemas());
        schemas.putAll(RolloutRoutes.schemas());
        schemas.putAll(UsageRoutes.schemas());
        schemas.putAll(ActivityRoutes.schemas());
        schemas.putAll(MeRoutes.schemas());
        schemas.putAll(AuditRoutes.schemas());
        return schemas;
    }
}
