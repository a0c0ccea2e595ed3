package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.leaving.DestructionStore;
import dev.toolbridge.tenants.leaving.ExportStore;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Exports a tenant's data, and shows exports and certificates of destruction.
///
/// @param plan the one that exports
public record LeavingRoutes(
        Visible visible, Orders orders, OperationPlan plan, ExportStore exports, DestructionStore certificates) {
    private static final String ONE = "/admin/tenants/{tenant}";
    private static final String EXPORTS = "exports";
    private static final String CERTIFICATE = "certificate";
    private static final String SIGNED = "signed";
    private static final String PART = "\\.";

    public List<RouteLine<Caller>> routes() {
        return List.of(
                new RouteLine<>(
                        "POST",
                        ONE + "/export",
                        "export_tenant",
                        Scope.TENANT_ADMIN,
                        TenantRoutes.ORDER.body(AdminSchemas.REASON),
                        TenantRoutes.ended(),
                        this::export),
                new RouteLine<>(
                        "GET",
                        ONE + "/exports",
                        "list_tenant_exports",
                        Scope.TENANT_ADMIN,
                        Input.NONE,
                        Output.of(200, "The exports that are kept, newest first.", EXPORTS),
                        this::list),
                new RouteLine<>(
                        "GET",
                        ONE + "/certificate",
                        "get_tenant_certificate",
                        Scope.PLATFORM_READ,
                        Input.NONE,
                        Output.of(200, "The certificate of the tenant's destruction.", CERTIFICATE),
                        this::certificate));
    }

    public static Map<String, ObjectNode> schemas() {
        ObjectNode export = Schema.object(
                        "operation", "folder", "manifest_sha256", "items", "changes", "bytes", "made_at")
                .with("operation", Schema.uuid())
                .with("folder", Schema.text())
                .with("manifest_sha256", Schema.text())
                .with("items", Schema.whole(0))
                .with("changes", Schema.whole(0))
                .with("bytes", Schema.whole(0))
                .with("made_at", Schema.time())
                .schema();
        return Map.of(
                EXPORTS,
                Schema.object(EXPORTS).with(EXPORTS, Schema.arrayOf(export)).schema(),
                CERTIFICATE,
                Schema.object(CERTIFICATE, SIGNED)
                        .with(CERTIFICATE, Schema.of("object"))
                        .with(SIGNED, Schema.text())
                        .schema());
    }

    private Answer export(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        String reason = TenantRoutes.reason(BodyFields.of(request, AdminSchemas.reason()));
        return orders.start(new Orders.Asked(caller, request, reason), tenant.ref(), plan, Json.object());
    }

    private Answer list(Caller caller, Request request) {
        var body = Json.object();
        var list = body.putArray(EXPORTS);
        exports.kept(visible.tenant(caller, request).ref()).forEach(export -> list.add(export.json()));
        return Answer.json(200, body);
    }

    private Answer certificate(Caller caller, Request request) {
        String signed = certificates.find(visible.tenant(caller, request).ref()).orElseThrow(Visible::missing);
        byte[] content = Base64.getUrlDecoder().decode(signed.split(PART, -1)[1]);
        var body = Json.object();
        body.set(CERTIFICATE, Json.stored(new String(content, StandardCharsets.UTF_8)));
        return Answer.json(200, body.put(SIGNED, signed));
    }
}
