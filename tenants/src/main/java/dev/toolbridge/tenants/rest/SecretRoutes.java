package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.secret.SecretVersion;
import dev.toolbridge.tenants.secret.SecretVersions;
import dev.toolbridge.tenants.secret.VersionStatus;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Shows the ages of a tenant's secrets, never a value, and rotates them.
public record SecretRoutes(
        Visible visible, Orders orders, UpkeepPlans plans, SecretVersions secrets, AuditStore audit) {
    private static final String ONE = "/admin/tenants/{tenant}";
    private static final String ORDER = "rotation_order";
    private static final String SECRETS = "secrets";
    private static final String IMMEDIATELY = "immediately";
    private static final String REASON = "reason";

    public List<RouteLine<Caller>> routes() {
        return List.of(
                new RouteLine<>(
                        "GET",
                        ONE + "/secrets",
                        "list_tenant_secrets",
                        Scope.TENANT_ADMIN,
                        Input.NONE,
                        Output.of(200, "The versions that have a value, without it.", SECRETS),
                        this::list),
                new RouteLine<>(
                        "POST",
                        ONE + "/rotate-secrets",
                        "rotate_tenant_secrets",
                        Scope.TENANT_ADMIN,
                        TenantRoutes.ORDER.body(ORDER),
                        TenantRoutes.ended(),
                        this::rotate));
    }

    public static Map<String, ObjectNode> schemas() {
        return Map.of(
                ORDER,
                order(),
                SECRETS,
                Schema.object(SECRETS).with(SECRETS, Schema.arrayOf(version())).schema());
    }

    private static ObjectNode order() {
        return Schema.object()
                .with(IMMEDIATELY, Schema.orNull(Schema.flag()))
                .with(REASON, Schema.orNull(Schema.text().put("maxLength", AdminSchemas.REASON_LENGTH_MAX)))
                .closed();
    }

    private static ObjectNode version() {
        List<String> statuses =
                Arrays.stream(VersionStatus.values()).map(VersionStatus::text).toList();
        return Schema.object("name", "version", "status", "created_at", "age_days", "due_at")
                .with("name", Schema.text())
                .with("version", Schema.whole(1))
                .with("status", Schema.choice(statuses))
                .with("created_at", Schema.time())
                .with("age_days", Schema.whole(0))
                .with("due_at", Schema.time())
                .schema();
    }

    private Answer list(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        var author = new AuditStore.Author(tenant.ref().toString(), caller.actor(), caller.correlationId());
        audit.append(author, AuditEntry.of("secrets.listed", tenant.ref().toString()));
        var body = Json.object();
        var list = body.putArray(SECRETS);
        secrets.of(tenant.ref()).stream()
                .filter(version -> version.status() != VersionStatus.DESTROYED)
                .forEach(version -> list.add(json(version)));
        return Answer.json(200, body);
    }

    private ObjectNode json(SecretVersion version) {
        Duration age = Duration.between(version.createdAt(), orders.clock().instant());
        return Json.object()
                .put("name", version.name().text())
                .put("version", version.version())
                .put("status", version.status().text())
                .put("created_at", version.createdAt().toString())
                .put("age_days", Math.max(0, age.toDays()))
                .put("due_at", version.dueAt().toString());
    }

    private Answer rotate(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        var body = BodyFields.of(request, order());
        boolean isImmediate = body.flag(IMMEDIATELY);
        OperationPlan plan = isImmediate ? plans.immediateRotation() : plans.rotation();
        var input = Json.object();
        if (isImmediate) {
            var effects = input.putArray(OperationJson.EFFECTS);
            Arrays.stream(TenantSecret.values()).map(TenantSecret::endsAtOnce).forEach(effects::add);
        }
        return orders.start(new Orders.Asked(caller, request, TenantRoutes.reason(body)), tenant.ref(), plan, input);
    }
}
