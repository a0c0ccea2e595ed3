package dev.toolbridge.tenants.tenant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The limits of one tenant: one for each quota.
public record Quotas(Map<Quota, Long> limits) {

    /// The largest limit: JSON readers elsewhere keep whole numbers exactly up to 2^53 - 1.
    public static final long LIMIT_MAX = (1L << 53) - 1;

    /// @throws IllegalArgumentException if a limit is missing or out of bounds
    public Quotas {
        limits = limits.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(limits));
        for (Quota quota : Quota.ALL) {
            Long limit = limits.get(quota);
            if (limit == null || limit < 0 || limit > LIMIT_MAX) {
                throw new IllegalArgumentException(quota.word() + " must be between 0 and " + LIMIT_MAX);
            }
        }
    }

    public long limit(Quota quota) {
        return limits.get(quota);
    }

    /// These limits with others in place of some.
    public Quotas with(Map<Quota, Long> changed) {
        var all = new EnumMap<Quota, Long>(limits);
        all.putAll(changed);
        return new Quotas(all);
    }

    public ObjectNode json() {
        ObjectNode json = Json.object();
        for (Quota quota : Quota.ALL) {
            json.put(quota.word(), limit(quota));
        }
        return json;
    }

    /// Reads what [#json] wrote. A quota that the writer did not know has the plan's limit.
    public static Quotas read(JsonNode json, Plan plan) {
        var limits = new EnumMap<Quota, Long>(plan.quotas().limits());
        for (Quota quota : Quota.ALL) {
            if (json.path(quota.word()).isIntegralNumber()) {
                limits.put(quota, json.path(quota.word()).longValue());
            }
        }
        return new Quotas(limits);
    }
}
