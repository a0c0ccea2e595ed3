package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.UUID;

/// The tenants and operations that a caller may see. Others are not there for the caller.
public record Visible(TenantStore tenants, OperationStore operations) {
    static final String TENANT = "tenant";
    static final String OPERATION = "operation";
    private static final String NOBODY = "";

    /// The tenant that the path of a request names.
    public Tenant tenant(Caller caller, Request request) {
        return tenant(caller, request.parameter(TENANT));
    }

    Tenant tenant(Caller caller, String name) {
        return tenants.find(name)
                .filter(tenant -> caller.sees(tenant.id().orElse(NOBODY)))
                .orElseThrow(Visible::missing);
    }

    /// The operation that the path of a request names.
    Operation operation(Caller caller, Request request) {
        return UidForm.read(request.parameter(OPERATION))
                .flatMap(operations::find)
                .filter(operation -> seesTenantOf(caller, operation.tenant()))
                .orElseThrow(Visible::missing);
    }

    private boolean seesTenantOf(Caller caller, UUID tenant) {
        return tenants.find(tenant)
                .filter(found -> caller.sees(found.id().orElse(NOBODY)))
                .isPresent();
    }

    static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "not found");
    }
}
