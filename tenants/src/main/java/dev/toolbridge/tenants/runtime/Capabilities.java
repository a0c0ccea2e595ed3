package dev.toolbridge.tenants.runtime;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The properties of instances in a runtime: each is given, or missing for a reason.
public record Capabilities(Map<Capability, RuntimeCondition> all) {

    public Capabilities {
        all = Map.copyOf(new EnumMap<>(all));
        if (all.size() != Capability.values().length) {
            throw new IllegalArgumentException("a runtime must speak of every capability");
        }
    }

    public static Capabilities of(RuntimeCondition... conditions) {
        var all = new EnumMap<Capability, RuntimeCondition>(Capability.class);
        Arrays.stream(conditions).forEach(condition -> all.put(condition.capability(), condition));
        return new Capabilities(all);
    }

    public RuntimeCondition of(Capability capability) {
        return all.get(capability);
    }

    /// All of them in one order.
    public List<RuntimeCondition> conditions() {
        return Arrays.stream(Capability.values()).map(all::get).toList();
    }
}
