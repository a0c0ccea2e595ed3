package dev.toolbridge.tenants.provision;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.router.haproxy.PortRange;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/// Finds the port on this machine that leads, or can lead, to a tenant. The router's table decides between two tenants
/// that find the same free one.
final class LoopbackPorts {
    private static final String PRESENT =
            "SELECT loopback_port FROM route WHERE tenant_ref = ? AND loopback_port IS NOT NULL LIMIT 1";

    private static final String FREE = """
            SELECT port FROM generate_series(?, ?) AS port
            WHERE port NOT IN (SELECT loopback_port FROM route WHERE loopback_port IS NOT NULL)
            ORDER BY random() LIMIT 1
            """;

    private final Database database;

    LoopbackPorts(Database database) {
        this.database = database;
    }

    /// The port that a tenant has, or a free one; empty if all are taken.
    OptionalInt find(UUID tenant, PortRange range) {
        OptionalInt present =
                first(database.single(PRESENT, row -> row.column(1).getInt(), tenant));
        return present.isPresent()
                ? present
                : first(database.single(FREE, row -> row.column(1).getInt(), range.first(), range.last()));
    }

    private static OptionalInt first(List<Integer> found) {
        return found.stream().mapToInt(Integer::intValue).findFirst();
    }
}
