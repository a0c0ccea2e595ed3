package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.TenantPrograms;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.Stopped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The programs of a tenant's releases as they are found on the machine, and the requests that they get.
record Instances(Machinery machinery) {
    /// The programs in the order in which they end: the sidecar calls the API of its release.
    static final List<String> PROCESSES = List.of(TenantPrograms.MCP, TenantPrograms.API);

    static final int WEIGHT = 100;
    static final int DRAINING = 0;
    static final String HTTP = "http";

    List<Observed> all(UUID tenant) {
        return machinery.runtime().observe(InstanceSelection.of(tenant, TenantPrograms.APP));
    }

    /// A program of a release as its router knows it; empty if it was stopped. One that just ended comes back at the
    /// same address.
    Optional<RoutedServer> server(Release release, String process, int weight) {
        return all(release.tenant()).stream()
                .filter(instance -> instance.name().equals(TenantPrograms.name(release, process)))
                .findFirst()
                .map(Instances::address)
                .map(address -> new RoutedServer(address, weight, Optional.of(TenantPrograms.replica(release))));
    }

    StepOutcome route(UUID tenant, String process, List<RoutedServer> servers) {
        return Outcomes.of(machinery.router().setServers(tenant, process, servers));
    }

    /// Ends these, sidecars first.
    StepOutcome stop(List<Observed> instances) {
        for (String process : PROCESSES) {
            for (Observed instance : of(instances, process)) {
                Stopped stopped = machinery.runtime().ensureStopped(instance.name());
                if (stopped instanceof Stopped.Remaining) {
                    return Outcomes.of(stopped);
                }
            }
        }
        return Outcomes.done();
    }

    static List<Observed> of(List<Observed> instances, String process) {
        return instances.stream()
                .filter(instance -> instance.name().process().equals(process))
                .toList();
    }

    static ServerAddress address(Observed instance) {
        var address = instance.addresses().get(HTTP);
        return new ServerAddress(address.getAddress().getHostAddress(), address.getPort());
    }
}
