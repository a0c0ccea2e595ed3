package dev.toolbridge.tenants.router.haproxy;

import java.util.Locale;

/// The maps that the router reads for each request, each a file that the socket can change.
enum RouterMap {
    /// The state of each host.
    HOSTS,
    /// The host of each loopback port.
    PORTS,
    /// The backend of each host and process.
    BACKENDS,
    /// The slot of each backend and replica.
    REPLICAS,
    /// The hosts that have a certificate: plain requests are sent there.
    SECURE,
    /// The answers to challenges, by host and path.
    CHALLENGES;

    static final String OPEN = "open";
    static final String SUSPENDED = "suspended";

    String file() {
        return name().toLowerCase(Locale.ROOT) + ".map";
    }
}
