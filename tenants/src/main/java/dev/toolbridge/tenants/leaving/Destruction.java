package dev.toolbridge.tenants.leaving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Instant;
import java.util.UUID;

/// The end of a tenant, as its certificate states it.
///
/// @param counts the tenant's parts before they were destroyed
/// @param backupsUntil the time until which backups hold what was destroyed
public record Destruction(Tenant tenant, UUID operation, JsonNode counts, Instant at, Instant backupsUntil) {

    /// The signed certificate (a JWS).
    public String signed(CertificateKey key) {
        return key.signed(json());
    }

    private ObjectNode json() {
        var json = Json.object().put("certificate", "destruction");
        ObjectNode of = json.putObject("tenant")
                .put("ref", tenant.ref().toString())
                .put("slug", tenant.slug().text())
                .put("name", tenant.name())
                .put("created_at", tenant.createdAt().toString());
        tenant.id().ifPresent(id -> of.put("id", id));
        json.put("operation", operation.toString()).put("destroyed_at", at.toString());
        json.set("destroyed", counts);
        json.putArray("order")
                .add("routes")
                .add("programs")
                .add("organization")
                .add("database")
                .add("logins")
                .add("exports")
                .add("data key");
        return json.put("backups_until", backupsUntil.toString())
                .put(
                        "statement",
                        "The data key of the tenant is destroyed: its secrets cannot be opened. The audit log and the"
                                + " tenant's row are kept.");
    }
}
