package dev.toolbridge.tenants.router;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.HostRoute;
import io.helidon.dbclient.DbRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Reads the routes.
final class RouteRows {

    /// A domain that a tenant has proven leads where the tenant's own names lead.
    private static final String ALL = """
        SELECT host, tenant_ref, loopback_port, state FROM route
        UNION ALL
        SELECT d.name, d.tenant_ref, NULL, own.state FROM domain d
        JOIN (SELECT tenant_ref, max(state) AS state FROM route GROUP BY tenant_ref) own USING (tenant_ref)
        WHERE d.proven_at IS NOT NULL AND NOT EXISTS (SELECT FROM route WHERE host = d.name)
        ORDER BY host
        """;

    private static final String PROCESSES = "SELECT tenant_ref, process, number FROM route_backend";
    private static final String OWNER = "SELECT tenant_ref FROM route WHERE host = ?";
    private static final String ON_PORT = "SELECT host FROM route WHERE loopback_port = ?";

    private RouteRows() {}

    static List<HostRoute> routes(Transaction transaction) {
        Map<UUID, Map<String, Integer>> processes = new HashMap<>();
        transaction.each(PROCESSES, row -> processes
                .computeIfAbsent(tenant(row), _ -> new HashMap<>())
                .put(row.column("process").getString(), row.column("number").getInt()));
        return transaction.rows(
                ALL,
                row -> new HostRoute(
                        new HostName(row.column("host").getString()),
                        port(row),
                        row.column("state").getString().equals(RouteState.OPEN.text()),
                        processes.getOrDefault(tenant(row), Map.of())));
    }

    static Optional<UUID> ownerOf(Transaction transaction, HostName host) {
        return transaction.rows(OWNER, RouteRows::tenant, host.text()).stream().findFirst();
    }

    static Optional<String> hostOn(Transaction transaction, int port) {
        return transaction.rows(ON_PORT, row -> row.column("host").getString(), port).stream()
                .findFirst();
    }

    private static UUID tenant(DbRow row) {
        return row.column("tenant_ref").get(UUID.class);
    }

    private static OptionalInt port(DbRow row) {
        return row.column("loopback_port").as(Integer.class).asOptional().stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
