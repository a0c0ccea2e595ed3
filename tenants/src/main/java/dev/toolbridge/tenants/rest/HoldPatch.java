package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.leaving.HoldStore;
import dev.toolbridge.tenants.leaving.LegalHold;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.tenant.Tenant;
import java.io.IOException;
import java.util.Optional;

/// The wish to hold a tenant's data, or to end that. Either has a reason.
record HoldPatch(boolean isHeld, String reason) {
    static final String HOLD = "hold";
    static final String REASON = "hold_reason";

    /// The wish in a body, if it has one.
    static Optional<HoldPatch> of(BodyFields body) {
        if (body.find(HOLD).isEmpty()) {
            if (body.find(REASON).isPresent()) {
                throw BodyFields.invalid(HOLD, "true or false, since there is a reason for it");
            }
            return Optional.empty();
        }
        return Optional.of(new HoldPatch(
                body.flag(HOLD),
                body.text(
                        REASON,
                        text -> !text.isBlank()
                                && text.length() <= AdminSchemas.REASON_LENGTH_MAX
                                && text.chars().noneMatch(Character::isISOControl),
                        "a reason of " + AdminSchemas.REASON_LENGTH_MAX + " characters at most")));
    }

    /// The schema of a hold as a tenant shows it.
    static ObjectNode shown() {
        return Schema.object("reason", "since")
                .with("reason", Schema.text())
                .with("since", Schema.time())
                .schema();
    }

    /// Writes a hold as a tenant shows it.
    static void write(Optional<LegalHold> hold, JsonGenerator out) throws IOException {
        if (hold.isPresent()) {
            out.writeObjectFieldStart(HOLD);
            out.writeStringField("reason", hold.get().reason());
            out.writeStringField("since", hold.get().since().toString());
            out.writeEndObject();
        }
    }

    AuditEntry entry(Tenant tenant) {
        return new AuditEntry(
                isHeld ? "tenant.held" : "tenant.hold_ended",
                tenant.ref().toString(),
                Json.object().put("reason", reason));
    }

    /// The same change of a tenant, with the hold.
    static Origin before(Origin origin, Optional<HoldPatch> hold, Tenant tenant, Caller caller) {
        return new Origin(origin.once(), transaction -> {
            hold.ifPresent(wish -> {
                if (wish.isHeld()) {
                    HoldStore.set(transaction, tenant.ref(), wish.reason(), caller.actor());
                } else {
                    HoldStore.end(transaction, tenant.ref());
                }
            });
            origin.alongside().accept(transaction);
        });
    }
}
