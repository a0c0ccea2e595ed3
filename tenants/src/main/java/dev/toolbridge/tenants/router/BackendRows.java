package dev.toolbridge.tenants.router;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.router.haproxy.Backend;
import dev.toolbridge.tenants.router.haproxy.Server;
import dev.toolbridge.tenants.router.haproxy.ServerAddress;
import io.helidon.dbclient.DbRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Reads and writes the backends and their servers, within a transaction that has locked the router's row.
final class BackendRows {
    /// The file gets so many backends more than are in use, when fewer than [#FREE_MIN] are left.
    private static final int SPARE = 16;

    private static final int FREE_MIN = 4;

    private static final String ALL = "SELECT number FROM route_backend ORDER BY number";
    private static final String SERVERS = """
            SELECT backend, slot, host(address) AS address, port, weight, replica FROM route_server
            ORDER BY backend, slot
            """;
    private static final String SERVERS_OF = """
            SELECT backend, slot, host(address) AS address, port, weight, replica FROM route_server WHERE backend = ?
            """;
    private static final String FIND = "SELECT number FROM route_backend WHERE tenant_ref = ? AND process = ?";

    private static final String TAKE = """
            INSERT INTO route_backend (number, tenant_ref, process)
            SELECT min(number), ?, ? FROM generate_series(1, (SELECT count(*) + 1 FROM route_backend)) AS number
            WHERE number NOT IN (SELECT number FROM route_backend)
            RETURNING number
            """;

    private static final String MAKE_ROOM = """
            UPDATE router SET backends = used.highest + ?
            FROM (SELECT max(number) AS highest, count(*) AS count FROM route_backend) AS used
            WHERE backends - used.count < ? RETURNING backends
            """;

    private static final String REMOVE = "DELETE FROM route_server WHERE backend = ? AND slot = ? RETURNING slot";

    private static final String PUT = """
            INSERT INTO route_server (backend, slot, address, port, weight, replica)
            VALUES (?, ?, CAST(? AS inet), ?, ?, ?)
            ON CONFLICT (backend, slot) DO UPDATE SET weight = excluded.weight, replica = excluded.replica
            RETURNING slot
            """;

    private static final String NEXT_SLOT = "SELECT next_slot FROM route_backend WHERE number = ?";
    private static final String SET_NEXT_SLOT =
            "UPDATE route_backend SET next_slot = ? WHERE number = ? RETURNING number";

    /// A server of a tenant's process.
    record Place(UUID tenant, String process, ServerAddress address) {}

    /// The result of putting servers into a backend.
    enum Room {
        CHANGED,
        SAME,
        NONE
    }

    List<Backend> all(Transaction transaction) {
        Map<Integer, Map<Integer, Server>> servers = new HashMap<>();
        transaction.each(SERVERS, row -> servers.computeIfAbsent(
                        row.column("backend").getInt(), _ -> new TreeMap<>())
                .put(row.column("slot").getInt(), server(row)));
        return transaction.rows(ALL, row -> {
            int number = row.column("number").getInt();
            return new Backend(number, servers.getOrDefault(number, Map.of()));
        });
    }

    Optional<Integer> find(Transaction transaction, UUID tenant, String process) {
        return transaction.rows(FIND, BackendRows::number, tenant, process).stream()
                .findFirst();
    }

    Room setServers(Transaction transaction, UUID tenant, String process, List<Server> wanted) {
        if (wanted.size() > Backend.SLOTS) {
            return Room.NONE;
        }
        Optional<Integer> present = find(transaction, tenant, process);
        int backend = present.orElseGet(() -> take(transaction, tenant, process));
        Map<Integer, Server> found = servers(transaction, backend);
        Map<Integer, Server> placed = placed(transaction, backend, found, wanted);
        found.keySet().stream()
                .filter(slot -> !placed.containsKey(slot) || !isSameAddress(placed.get(slot), found.get(slot)))
                .forEach(slot -> transaction.rows(REMOVE, _ -> true, backend, slot));
        placed.forEach((slot, server) -> {
            if (!server.equals(found.get(slot))) {
                put(transaction, backend, slot, server);
            }
        });
        return placed.equals(found) && present.isPresent() ? Room.SAME : Room.CHANGED;
    }

    /// Empty if there is no such server, else if its weight was another.
    Optional<Boolean> setWeight(Transaction transaction, Place place, int weight) {
        return find(transaction, place.tenant(), place.process())
                .flatMap(backend -> servers(transaction, backend).entrySet().stream()
                        .filter(entry -> entry.getValue().address().equals(place.address()))
                        .findFirst()
                        .map(entry -> reweighed(transaction, backend, entry, weight)));
    }

    private static boolean reweighed(
            Transaction transaction, int backend, Map.Entry<Integer, Server> entry, int weight) {
        Server server = entry.getValue();
        if (server.weight() == weight) {
            return false;
        }
        put(transaction, backend, entry.getKey(), new Server(server.address(), weight, server.replica()));
        return true;
    }

    private static int take(Transaction transaction, UUID tenant, String process) {
        int number = transaction.rows(TAKE, BackendRows::number, tenant, process).getFirst();
        transaction.rows(MAKE_ROOM, _ -> true, SPARE, FREE_MIN);
        return number;
    }

    /// Servers keep their slots. A new one takes the next slot in turn, so that sessions and figures of an earlier
    /// server in a slot are forgotten before that is used again.
    private static Map<Integer, Server> placed(
            Transaction transaction, int backend, Map<Integer, Server> found, List<Server> wanted) {
        var placed = new TreeMap<Integer, Server>();
        var without = new ArrayList<Server>();
        for (Server server : wanted) {
            found.entrySet().stream()
                    .filter(entry -> isSameAddress(entry.getValue(), server))
                    .findFirst()
                    .ifPresentOrElse(entry -> placed.put(entry.getKey(), server), () -> without.add(server));
        }
        if (!without.isEmpty()) {
            int next = transaction
                    .rows(NEXT_SLOT, row -> row.column("next_slot").getInt(), backend)
                    .getFirst();
            for (Server server : without) {
                while (placed.containsKey(next)) {
                    next = next % Backend.SLOTS + 1;
                }
                placed.put(next, server);
                next = next % Backend.SLOTS + 1;
            }
            transaction.rows(SET_NEXT_SLOT, _ -> true, next, backend);
        }
        return placed;
    }

    private static boolean isSameAddress(Server one, Server other) {
        return one.address().equals(other.address());
    }

    private static Map<Integer, Server> servers(Transaction transaction, int backend) {
        var servers = new TreeMap<Integer, Server>();
        transaction.each(SERVERS_OF, row -> servers.put(row.column("slot").getInt(), server(row)), backend);
        return servers;
    }

    private static void put(Transaction transaction, int backend, int slot, Server server) {
        transaction.rows(
                PUT,
                _ -> true,
                backend,
                slot,
                server.address().host(),
                server.address().port(),
                server.weight(),
                server.replica().orElse(null));
    }

    private static Server server(DbRow row) {
        return new Server(
                new ServerAddress(row.column("address").getString(), row.column("port").getInt()),
                row.column("weight").getInt(),
                row.column("replica").as(String.class).asOptional());
    }

    private static int number(DbRow row) {
        return row.column("number").getInt();
    }
}
