package dev.toolbridge.tenants.runtime;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// An instance or a run as it was found.
///
/// @param pid the process on this machine, where it is one
/// @param addresses the address of each port, by the port's name
/// @param conditions the properties that it has or lacks
public record Observed(
        InstanceName name,
        Label label,
        InstanceState state,
        OptionalLong pid,
        Map<String, InetSocketAddress> addresses,
        List<RuntimeCondition> conditions) {

    public Observed {
        addresses = Map.copyOf(addresses);
        conditions = List.copyOf(conditions);
    }
}
