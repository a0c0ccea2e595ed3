package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.openapi.Refused;
import dev.toolbridge.service.route.RouteLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statuses with which a route of the control plane may refuse a request, derived from what the route reads.
public final class AdminRefusals {

    private AdminRefusals() {}

    public static List<Refused> by(RouteLine<?> line) {
        var refused = new ArrayList<>(Refused.by(line));
        if (line.input().reads(WireHeader.IDEMPOTENCY_KEY)) {
            refused.add(Refused.json(
                    ErrorCode.OPERATION_IN_PROGRESS, "Something else is there, or another operation is running."));
            refused.add(Refused.json(ErrorCode.INVALID_VALUE, "A value cannot be had, or the key was used before."));
        }
        if (line.input().reads("If-Match")) {
            refused.add(Refused.json(ErrorCode.VERSION_MISMATCH, "The tenant has another version."));
            refused.add(Refused.json(ErrorCode.OPERATION_IN_PROGRESS, "The change before is not done yet."));
            refused.add(Refused.json(ErrorCode.INVALID_VALUE, "A value cannot be had."));
            refused.add(Refused.json(ErrorCode.PRECONDITION_REQUIRED, "The request names no version."));
        }
        if (line.input().bodySchema().equals(Optional.of("domain_order"))) {
            refused.add(Refused.json(ErrorCode.DOMAIN_TAKEN, "Another tenant has the domain, or the tenant leaves."));
            refused.add(Refused.json(ErrorCode.INVALID_VALUE, "The domain cannot be had."));
        }
        if (line.input().bodySchema().equals(Optional.of("certificate_order"))) {
            refused.add(Refused.json(ErrorCode.INVALID_VALUE, "The certificate or the key cannot be taken."));
        }
        return refused;
    }
}
