package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.placement.Cluster;
import dev.toolbridge.tenants.release.ProviderFacts;
import dev.toolbridge.tenants.release.RouterAddress;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.PortRange;
import dev.toolbridge.tenants.tenant.Slug;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The facts of the platform that every tenant is built from.
///
/// @param clusters the PostgreSQL servers that hold the databases of tenants; new ones go to the first that has room
/// @param releases the folder of releases
/// @param artefact the release that a new tenant gets: the name of its folder
/// @param domain the names of tenants are below it; `localhost` on one machine
/// @param routerPort the port of the router that clients know
/// @param loopbackPorts the ports on this machine that lead to one tenant each, if the domain is `localhost`
public record Platform(
        List<Cluster> clusters,
        Path releases,
        String artefact,
        ProviderFacts provider,
        String domain,
        int routerPort,
        Optional<PortRange> loopbackPorts) {
    private static final int HTTPS = 443;

    public Platform {
        clusters = List.copyOf(clusters);
    }

    /// The cluster of this name.
    Optional<Cluster> cluster(String name) {
        return clusters.stream().filter(cluster -> cluster.name().equals(name)).findFirst();
    }

    /// The names of all clusters.
    public List<String> clusterNames() {
        return clusters.stream().map(Cluster::name).toList();
    }

    /// The folder of a release.
    Path release(String name) {
        return releases.resolve(name);
    }

    HostName host(Slug slug) {
        return new HostName(slug.text() + "." + domain);
    }

    RouterAddress address(Slug slug, OptionalInt loopbackPort) {
        boolean isLocal = loopbackPorts.isPresent();
        OptionalInt port = isLocal || routerPort != HTTPS ? OptionalInt.of(routerPort) : OptionalInt.empty();
        return new RouterAddress(host(slug).text(), isLocal ? "http" : "https", port, List.of(), loopbackPort);
    }
}
