package dev.toolbridge.tenants.router;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.router.RouteOutcome.InForce;
import dev.toolbridge.tenants.router.RouteOutcome.Reason;
import dev.toolbridge.tenants.router.RouteOutcome.Refused;
import dev.toolbridge.tenants.router.haproxy.CertificateSource;
import dev.toolbridge.tenants.router.haproxy.Drift;
import dev.toolbridge.tenants.router.haproxy.Haproxy;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.RouterConfig;
import dev.toolbridge.tenants.router.haproxy.RouterLock;
import dev.toolbridge.tenants.router.haproxy.RouterUnavailable;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.router.haproxy.ServerFigures;
import dev.toolbridge.tenants.router.haproxy.WantedState;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Supplier;

/// The router of this machine. Each change is recorded in the tables, then brought to the file and the process, then
/// read back. All may be called again with the same arguments, at the same time, and by several control planes.
///
/// Besides what is named, every call throws [RouterUnavailable] if the router does not run or answer (the tables keep
/// the change), and `RouterFileRefused` if HAProxy refuses the file that the tables give.
public final class Router implements DomainRouter {
    private static final Duration DRAIN_PAUSE = Duration.ofMillis(100);
    /// The time that open requests have to be answered when their tenant is suspended.
    private static final Duration ANSWERED_MAX = Duration.ofMillis(250);

    private static final Duration CUT_MAX = Duration.ofSeconds(1);
    private static final Duration CUT_PAUSE = Duration.ofMillis(10);
    private static final Duration BRING_MAX = Duration.ofSeconds(20);
    private static final Duration BRING_PAUSE = Duration.ofMillis(100);
    private static final long NEVER = -1;

    private final RouterConfig config;
    private final RouteStore store;
    private final Haproxy haproxy;
    private final CertificateSource certificates;
    private final RouterLock lock;
    private long inForce = NEVER;
    private volatile boolean isReloadDue;
    private volatile boolean isRefreshDue;

    public Router(RouterConfig config, Database database) {
        this(config, database, CertificateSource.NONE);
    }

    public Router(RouterConfig config, Database database, CertificateSource certificates) {
        this.config = config;
        this.store = new RouteStore(database);
        this.certificates = certificates;
        this.haproxy = new Haproxy(config, certificates);
        this.lock = new RouterLock(config.folder());
    }

    /// Lets a host, and on this machine a port, lead to a tenant's processes.
    ///
    /// @param port a port of `ROUTER_LOOPBACK_PORTS`
    public RouteOutcome ensureRoute(UUID tenant, HostName host, OptionalInt port) {
        if (port.isPresent() && !config.loopbackPorts().contains(port.getAsInt())) {
            return new Refused(Reason.PORT_OUT_OF_RANGE);
        }
        return inForce(() -> store.putRoute(tenant, host, port));
    }

    /// After a failure, the watch brings them into force as soon as that can be.
    @Override
    public void refresh() {
        isRefreshDue = true;
        inForce(store::touch);
        isRefreshDue = false;
    }

    @Override
    public boolean endsTls() {
        return config.tls().isPresent();
    }

    /// Makes these the servers of a tenant's process (`api`, `mcp`). A server that is not among them gets no new
    /// request, those of its sessions included; drain it first.
    public RouteOutcome setServers(UUID tenant, String process, List<RoutedServer> servers) {
        long addresses = servers.stream().map(RoutedServer::address).distinct().count();
        return addresses < servers.size()
                ? new Refused(Reason.ADDRESS_TWICE)
                : inForce(() -> store.setServers(tenant, process, servers));
    }

    /// Gives a server no more new requests except those of its MCP sessions, and waits for its open ones.
    public DrainOutcome drain(UUID tenant, String process, ServerAddress address, Duration longest) {
        return switch (inForce(() -> store.setWeight(tenant, process, address, 0))) {
            case Refused(Reason reason) -> new DrainOutcome.Refused(reason);
            case InForce _ -> awaitDrained(backend(tenant, process), address, longest);
        };
    }

    /// Refuses all requests of a tenant from now on (403), lets those that are open be answered for a moment, and cuts
    /// the rest: streams end so.
    public RouteOutcome suspend(UUID tenant) {
        return switch (store.setState(tenant, RouteState.SUSPENDED.text())) {
            case RouteChange.Refused(Reason reason) -> new Refused(reason);
            case RouteChange.Recorded(long revision) -> {
                settle();
                awaitAnswered(store.backendsOf(tenant));
                cut(store.backendsOf(tenant));
                bring(revision);
                yield new InForce(revision);
            }
        };
    }

    public RouteOutcome resume(UUID tenant) {
        return inForce(() -> store.setState(tenant, RouteState.OPEN.text()));
    }

    /// Removes all that the router knows of a tenant, and cuts its streams.
    public RouteOutcome remove(UUID tenant) {
        List<Integer> backends = store.backendsOf(tenant);
        RouteOutcome outcome = inForce(() -> store.remove(tenant));
        cut(backends);
        backends.forEach(number -> haproxy.figures(number).forget());
        return outcome;
    }

    /// Brings file and process to the state of the tables, and starts the process if it does not run.
    public Haproxy.Settled settle() {
        return lock.hold(this::settleLocked);
    }

    /// The differences between tables, file and process; changes nothing.
    public List<Drift> verify() {
        return lock.hold(() -> haproxy.verify(wanted()));
    }

    /// The figures of a process's servers; empty if the process has none.
    public List<ServerFigures> figures(UUID tenant, String process) {
        return store.backend(tenant, process)
                .map(number -> haproxy.figures(number).read())
                .orElseGet(List::of);
    }

    /// Tells if the process answers.
    public boolean isRunning() {
        return haproxy.process().worker().isPresent();
    }

    /// Tells if the router runs with all that it needs: a call of [#settle] has nothing to do.
    boolean isSettled() {
        return isRunning() && !isReloadDue && !isRefreshDue;
    }

    /// Ends the process and all streams.
    public void stop() {
        lock.hold(() -> {
            haproxy.process().stop();
            return true;
        });
    }

    private RouteOutcome inForce(Supplier<RouteChange> change) {
        return switch (change.get()) {
            case RouteChange.Refused(Reason reason) -> new Refused(reason);
            case RouteChange.Recorded(long revision) -> {
                bring(revision);
                yield new InForce(revision);
            }
        };
    }

    /// One caller brings the changes of all who wait for the lock.
    private void bring(long revision) {
        long untilNs = System.nanoTime() + BRING_MAX.toNanos();
        while (!lock.hold(() -> isBrought(revision))) {
            if (System.nanoTime() > untilNs) {
                throw new RouterUnavailable("the router has not begun with its new file in time");
            }
            pause(BRING_PAUSE);
        }
    }

    private boolean isBrought(long revision) {
        if (inForce < revision || !isRunning()) {
            settleLocked();
        }
        return inForce >= revision;
    }

    private Haproxy.Settled settleLocked() {
        WantedState wanted = wanted();
        Haproxy.Settled settled = haproxy.settle(wanted);
        inForce = settled.isWhole() ? wanted.revision() : inForce;
        isReloadDue = settled.isReloadDue();
        isRefreshDue = false;
        return settled;
    }

    private WantedState wanted() {
        WantedState routes = store.load();
        return config.tls().isPresent() ? routes.with(certificates.wanted()) : routes;
    }

    private int backend(UUID tenant, String process) {
        return store.backend(tenant, process)
                .orElseThrow(() -> new RouterUnavailable("the process was removed while it drained"));
    }

    private DrainOutcome awaitDrained(int backend, ServerAddress address, Duration longest) {
        long untilNs = System.nanoTime() + longest.toNanos();
        long open = haproxy.figures(backend).open(address);
        while (open > 0 && System.nanoTime() < untilNs) {
            pause(DRAIN_PAUSE);
            open = haproxy.figures(backend).open(address);
        }
        return open == 0 ? new DrainOutcome.Drained() : new DrainOutcome.Busy(open);
    }

    private void awaitAnswered(List<Integer> backends) {
        long untilNs = System.nanoTime() + ANSWERED_MAX.toNanos();
        while (System.nanoTime() < untilNs
                && backends.stream()
                        .anyMatch(backend -> haproxy.figures(backend).open() > 0)) {
            pause(CUT_PAUSE);
        }
    }

    /// Repeats the cut until nothing is open: a request may have passed the door while it closed.
    private void cut(List<Integer> backends) {
        long untilNs = System.nanoTime() + CUT_MAX.toNanos();
        for (int backend : backends) {
            while (haproxy.figures(backend).cut() > 0) {
                if (System.nanoTime() > untilNs) {
                    throw new RouterUnavailable("streams of a suspended tenant are still open");
                }
                pause(CUT_PAUSE);
            }
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new RouterUnavailable("interrupted while the router was awaited");
        }
    }
}
