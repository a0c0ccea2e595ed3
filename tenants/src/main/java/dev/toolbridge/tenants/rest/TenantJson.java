package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A tenant as its administrators read it.
final class TenantJson {

    private TenantJson() {}

    /// @param running its running operation
    static void write(Tenant tenant, Optional<UUID> running, JsonGenerator out) throws IOException {
        out.writeStartObject();
        members(tenant, running, out);
        out.writeEndObject();
    }

    static void members(Tenant tenant, Optional<UUID> running, JsonGenerator out) throws IOException {
        text(out, "ref", Optional.of(tenant.ref()));
        text(out, "id", tenant.id());
        out.writeStringField("slug", tenant.slug().text());
        out.writeStringField("name", tenant.name());
        out.writeStringField("plan", tenant.plan().word());
        out.writeStringField("region", tenant.region());
        out.writeStringField("runtime", tenant.runtime());
        out.writeStringField("status", tenant.status().word());
        out.writeNumberField("generation", tenant.generation());
        out.writeNumberField("observed_generation", tenant.observedGeneration());
        out.writeNumberField("version", tenant.version());
        limits(tenant, out);
        text(out, "created_at", Optional.of(tenant.createdAt()));
        text(out, "activated_at", tenant.activatedAt());
        text(out, "retained_until", tenant.retainedUntil().filter(_ -> tenant.status() == TenantStatus.RETAINED));
        text(out, "destroyed_at", tenant.destroyedAt());
        text(out, "last_seen_at", tenant.lastSeenAt());
        text(out, "operation", running);
    }

    private static void limits(Tenant tenant, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("admins");
        for (String admin : tenant.admins()) {
            out.writeString(admin);
        }
        out.writeEndArray();
        out.writeObjectFieldStart("quotas");
        for (Quota quota : Quota.ALL) {
            out.writeNumberField(quota.word(), tenant.quotas().limit(quota));
        }
        out.writeEndObject();
    }

    static void conditions(List<Condition> conditions, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("conditions");
        for (Condition condition : conditions) {
            out.writeStartObject();
            out.writeStringField("type", condition.type().word());
            out.writeStringField("status", condition.status().word());
            out.writeStringField("reason", condition.reason());
            out.writeStringField("message", condition.message());
            out.writeStringField("since", condition.since().toString());
            out.writeNumberField("observed_generation", condition.observedGeneration());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, String name, Optional<?> value) throws IOException {
        if (value.isPresent()) {
            out.writeStringField(name, value.get().toString());
        }
    }

    static void time(ObjectNode json, String name, Optional<Instant> at) {
        at.ifPresent(instant -> json.put(name, instant.toString()));
    }
}
