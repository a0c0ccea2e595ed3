package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/// The names under which the router knows tenants.
public record AddressStore(Database database) {
    private static final String OF =
            "SELECT host, coalesce(loopback_port, 0) AS port FROM route WHERE tenant_ref = ? ORDER BY host";

    /// A name of a tenant.
    ///
    /// @param loopbackPort the port on the router's machine that leads there too
    public record Address(String host, OptionalInt loopbackPort) {}

    public List<Address> of(UUID tenant) {
        return database.single(
                OF, row -> address(Columns.text(row, "host"), row.column("port").getInt()), tenant);
    }

    private static Address address(String host, int port) {
        return new Address(host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port));
    }
}
