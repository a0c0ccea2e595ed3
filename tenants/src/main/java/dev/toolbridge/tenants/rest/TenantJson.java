package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A tenant as its administrators read it.
final class TenantJson {

    private TenantJson() {}

    /// @param running its running operation
    static ObjectNode of(Tenant tenant, Optional<UUID> running) {
        var json = Json.object().put("ref", tenant.ref().toString());
        tenant.id().ifPresent(id -> json.put("id", id));
        json.put("slug", tenant.slug().text())
                .put("name", tenant.name())
                .put("plan", tenant.plan().word())
                .put("region", tenant.region())
                .put("runtime", tenant.runtime())
                .put("status", tenant.status().word())
                .put("generation", tenant.generation())
                .put("observed_generation", tenant.observedGeneration())
                .put("version", tenant.version());
        tenant.admins().forEach(json.putArray("admins")::add);
        json.set("quotas", tenant.quotas().json());
        json.put("created_at", tenant.createdAt().toString());
        time(json, "activated_at", tenant.activatedAt());
        time(json, "retained_until", tenant.retainedUntil().filter(_ -> tenant.status() == TenantStatus.RETAINED));
        time(json, "destroyed_at", tenant.destroyedAt());
        time(json, "last_seen_at", tenant.lastSeenAt());
        running.ifPresent(operation -> json.put("operation", operation.toString()));
        return json;
    }

    /// The same with its conditions.
    static ObjectNode of(Tenant tenant, Optional<UUID> running, List<Condition> conditions) {
        var json = of(tenant, running);
        var list = json.putArray("conditions");
        conditions.forEach(condition -> list.addObject()
                .put("type", condition.type().word())
                .put("status", condition.status().word())
                .put("reason", condition.reason())
                .put("message", condition.message())
                .put("since", condition.since().toString())
                .put("observed_generation", condition.observedGeneration()));
        return json;
    }

    static void time(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.put(name, instant.toString()));
    }
}
