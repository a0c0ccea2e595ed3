package dev.toolbridge.tenants.router;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.router.RouteOutcome.Reason;
import dev.toolbridge.tenants.router.haproxy.Certificates;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.HostRoute;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import dev.toolbridge.tenants.router.haproxy.WantedState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;

/// The tables of routes. Every change locks the router's row first, so changes have an order, and their revisions too.
final class RouteStore {
    private static final String LOCK = "SELECT revision FROM router FOR UPDATE";
    private static final String SHARE = "SELECT revision, backends FROM router FOR SHARE";
    private static final String GROW = "UPDATE router SET revision = revision + 1 RETURNING revision";

    private static final String PUT_ROUTE = """
            INSERT INTO route (host, tenant_ref, loopback_port, state)
            VALUES (?, ?, ?, coalesce((SELECT max(state) FROM route WHERE tenant_ref = ?), 'open'))
            ON CONFLICT (host) DO UPDATE SET loopback_port = excluded.loopback_port
              WHERE route.loopback_port IS DISTINCT FROM excluded.loopback_port
            RETURNING host
            """;

    private static final String SET_STATE =
            "UPDATE route SET state = ? WHERE tenant_ref = ? AND state <> ? RETURNING host";
    private static final String COUNT_ROUTES = "SELECT count(*) AS routes FROM route WHERE tenant_ref = ?";
    private static final String REMOVE_ROUTES = "DELETE FROM route WHERE tenant_ref = ? RETURNING host";
    private static final String REMOVE_BACKENDS = "DELETE FROM route_backend WHERE tenant_ref = ? RETURNING number";
    private static final String BACKENDS_OF = "SELECT number FROM route_backend WHERE tenant_ref = ? ORDER BY number";

    private final Database database;
    private final BackendRows backends = new BackendRows();

    RouteStore(Database database) {
        this.database = database;
    }

    WantedState load() {
        return database.transaction(transaction -> {
            WantedState wanted = transaction
                    .rows(
                            SHARE,
                            row -> new WantedState(
                                    row.column("revision").getLong(),
                                    row.column("backends").getInt(),
                                    RouteRows.routes(transaction),
                                    backends.all(transaction),
                                    Certificates.NONE))
                    .getFirst();
            transaction.commit();
            return wanted;
        });
    }

    RouteChange putRoute(UUID tenant, HostName host, OptionalInt port) {
        Integer number = port.isPresent() ? port.getAsInt() : null;
        return changed(transaction -> taken(transaction, tenant, host, port)
                .map(RouteStore::refused)
                .orElseGet(() -> recorded(
                        transaction,
                        !transaction
                                .rows(PUT_ROUTE, _ -> true, host.text(), tenant, number, tenant)
                                .isEmpty())));
    }

    RouteChange setServers(UUID tenant, String process, List<RoutedServer> servers) {
        HostRoute.requireProcess(process);
        return changed(transaction -> switch (backends.setServers(transaction, tenant, process, servers)) {
            case BackendRows.Room.CHANGED -> recorded(transaction, true);
            case BackendRows.Room.SAME -> recorded(transaction, false);
            case BackendRows.Room.NONE -> refused(Reason.TOO_MANY_SERVERS);
        });
    }

    RouteChange setWeight(UUID tenant, String process, ServerAddress address, int weight) {
        return changed(
                transaction -> backends.setWeight(transaction, new BackendRows.Place(tenant, process, address), weight)
                        .map(isChanged -> recorded(transaction, isChanged))
                        .orElseGet(() -> refused(Reason.NO_SUCH_SERVER)));
    }

    RouteChange setState(UUID tenant, String state) {
        return changed(transaction -> {
            boolean exists = transaction
                            .rows(COUNT_ROUTES, row -> row.column("routes").getLong(), tenant)
                            .getFirst()
                    > 0;
            return exists
                    ? recorded(
                            transaction,
                            !transaction
                                    .rows(SET_STATE, _ -> true, state, tenant, state)
                                    .isEmpty())
                    : refused(Reason.NO_SUCH_TENANT);
        });
    }

    RouteChange remove(UUID tenant) {
        return changed(transaction -> {
            boolean hadRoutes =
                    !transaction.rows(REMOVE_ROUTES, _ -> true, tenant).isEmpty();
            boolean hadBackends =
                    !transaction.rows(REMOVE_BACKENDS, _ -> true, tenant).isEmpty();
            return recorded(transaction, hadRoutes || hadBackends);
        });
    }

    /// Gives what other tables hold a revision of its own.
    RouteChange touch() {
        return changed(transaction -> recorded(transaction, true));
    }

    List<Integer> backendsOf(UUID tenant) {
        return database.single(BACKENDS_OF, row -> row.column("number").getInt(), tenant);
    }

    Optional<Integer> backend(UUID tenant, String process) {
        return database.transaction(transaction -> backends.find(transaction, tenant, process));
    }

    private RouteChange changed(Function<Transaction, RouteChange> work) {
        return database.transaction(transaction -> {
            transaction.rows(LOCK, _ -> true);
            RouteChange change = work.apply(transaction);
            if (change instanceof RouteChange.Recorded) {
                transaction.commit();
            }
            return change;
        });
    }

    private static RouteChange recorded(Transaction transaction, boolean isChanged) {
        return new RouteChange.Recorded(transaction
                .rows(isChanged ? GROW : LOCK, row -> row.column("revision").getLong())
                .getFirst());
    }

    private static RouteChange refused(Reason reason) {
        return new RouteChange.Refused(reason);
    }

    private static Optional<Reason> taken(Transaction transaction, UUID tenant, HostName host, OptionalInt port) {
        return RouteRows.ownerOf(transaction, host)
                .filter(owner -> !owner.equals(tenant))
                .map(_ -> Reason.HOST_TAKEN)
                .or(() -> port.stream()
                        .boxed()
                        .flatMap(number -> RouteRows.hostOn(transaction, number).stream())
                        .filter(other -> !other.equals(host.text()))
                        .map(_ -> Reason.PORT_TAKEN)
                        .findFirst());
    }
}
