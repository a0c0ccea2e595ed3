package dev.toolbridge.tenants.runtime.fly;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.RuntimeCondition;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// The parts by which instances at Fly are found and changed.
record FlyPlace(FlyConfig config, FlyNames names, FlyApps apps, FlyClient machines, FlyClient logs) {

    static FlyPlace of(FlyConfig config) {
        var client = new FlyClient(config.api(), config.token());
        var names = new FlyNames(config);
        return new FlyPlace(
                config,
                names,
                new FlyApps(config, client, names),
                client,
                new FlyClient(config.logs(), config.token()));
    }

    FlyMachines machinesOf(String app) {
        return new FlyMachines(machines, app);
    }

    FlyMachines machinesOf(InstanceName name) {
        return machinesOf(names.app(name));
    }

    FlyOutput output() {
        return new FlyOutput(this);
    }

    /// A refusal of what is asked of Fly for an instance that exists has a reason outside of it, which may pass.
    <T> T unrefused(Supplier<T> work) {
        try {
            return work.get();
        } catch (FlyRefusal refused) {
            throw new RuntimeUnavailable(refused.reason(config), refused);
        }
    }

    static Observed observed(FlyMachine machine, InstanceName name, List<RuntimeCondition> conditions) {
        var addresses = new LinkedHashMap<String, InetSocketAddress>();
        if (!machine.privateAddress().isEmpty()) {
            InetAddress address = InetAddress.ofLiteral(machine.privateAddress());
            MachineBody.ports(machine.ports())
                    .forEach((port, number) -> addresses.put(port, new InetSocketAddress(address, number)));
        }
        return new Observed(name, machine.label(name), machine.words(), OptionalLong.empty(), addresses, conditions);
    }
}
