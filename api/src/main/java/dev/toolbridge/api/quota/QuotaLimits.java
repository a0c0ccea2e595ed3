package dev.toolbridge.api.quota;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.service.json.Json;
import java.util.EnumMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/// The limits of each tenant. A quota without a limit is not counted.
///
/// @param limits the limits that are set
/// @param unknown the names in the file that this release does not enforce
public record QuotaLimits(Map<TenantQuota, Long> limits, Set<String> unknown) {

    /// No limit at all.
    public static final QuotaLimits NONE = new QuotaLimits(Map.of(), Set.of());

    /// The largest limit: JSON readers elsewhere keep whole numbers exactly up to 2^53 - 1.
    static final long LIMIT_MAX = (1L << 53) - 1;

    public QuotaLimits {
        limits = Map.copyOf(limits);
        unknown = Set.copyOf(unknown);
    }

    public OptionalLong of(TenantQuota quota) {
        Long limit = limits.get(quota);
        return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
    }

    /// Tells if anything of what is stored has a limit.
    public boolean limitStorage() {
        return limits.containsKey(TenantQuota.ITEMS) || limits.containsKey(TenantQuota.BYTES);
    }

    /// Reads a file's text: an object with a whole number for each quota. Names of quotas that this release does not
    /// enforce are kept apart, since a newer control plane may write them.
    ///
    /// @throws IllegalArgumentException saying what is wrong
    static QuotaLimits parse(byte[] text) {
        var limits = new EnumMap<TenantQuota, Long>(TenantQuota.class);
        var unknown = new TreeSet<String>();
        for (Entry<String, JsonNode> member : object(text).properties()) {
            TenantQuota.find(member.getKey())
                    .ifPresentOrElse(quota -> limits.put(quota, limit(member)), () -> unknown.add(member.getKey()));
        }
        return new QuotaLimits(limits, unknown);
    }

    private static ObjectNode object(byte[] text) {
        try {
            if (Json.parse(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("it is not JSON", notJson);
        }
        throw new IllegalArgumentException("it is no JSON object");
    }

    private static long limit(Entry<String, JsonNode> member) {
        JsonNode value = member.getValue();
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > LIMIT_MAX) {
            throw new IllegalArgumentException(member.getKey() + " is no whole number between 0 and " + LIMIT_MAX);
        }
        return value.longValue();
    }
}
