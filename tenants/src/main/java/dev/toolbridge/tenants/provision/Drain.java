package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.router.DrainOutcome;
import dev.toolbridge.tenants.router.Router;
import dev.toolbridge.tenants.runtime.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The wait for instances that get no new clients: until no request, stream or MCP session is open there, or the time
/// of all of them together is over. Then a client of a session gets 404 elsewhere and begins anew.
record Drain(Router router, UUID tenant, Instant until) {
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(250);

    /// The drain of a release that ends. Nobody reaches a suspended tenant, so nobody is waited for there.
    static Drain of(Router router, UUID tenant, boolean isSuspended) {
        return new Drain(router, tenant, Instant.now().plus(isSuspended ? Duration.ZERO : MAX));
    }

    void await(String process, List<Observed> instances) throws InterruptedException {
        while (instances.stream().filter(instance -> isBusy(process, instance)).count() > 0
                && Instant.now().isBefore(until)) {
            Hold.require();
            Thread.sleep(PAUSE);
        }
    }

    /// A server that the router has forgotten has no requests.
    private boolean isBusy(String process, Observed instance) {
        DrainOutcome outcome = router.drain(tenant, process, Instances.address(instance), Duration.ZERO);
        return outcome instanceof DrainOutcome.Busy || SidecarSessions.areOpen(instance);
    }
}
