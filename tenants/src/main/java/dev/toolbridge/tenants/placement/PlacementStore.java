package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// Placements and the budgets of connections, in the control plane's database.
public final class PlacementStore {
    private static final String COLUMNS = "tenant_ref, cluster, connections, schema_version";

    private static final String ADD_CLUSTER = """
            INSERT INTO placement_cluster (name) VALUES (?) ON CONFLICT DO NOTHING RETURNING name
            """;

    private static final String LOCK_CLUSTER = "SELECT name FROM placement_cluster WHERE name = ? FOR UPDATE";

    private static final String TAKEN = """
            SELECT COALESCE(sum(connections) FILTER (WHERE tenant_ref <> ?), 0),
              COALESCE(sum(connections) FILTER (WHERE tenant_ref = ?), 0)
            FROM placement WHERE cluster = ? AND state <> 'left'
            """;

    private static final String KEEP = """
            INSERT INTO placement (tenant_ref, cluster, connections, state)
            SELECT ref, cluster, connections, CASE WHEN EXISTS (
                SELECT FROM placement p WHERE p.tenant_ref = part.ref AND p.state = 'present')
              THEN 'coming' ELSE 'present' END
            FROM (VALUES (CAST(? AS uuid), CAST(? AS text), CAST(? AS integer))) part (ref, cluster, connections)
            ON CONFLICT (tenant_ref, cluster) DO UPDATE SET connections = excluded.connections RETURNING
            """ + COLUMNS;

    private static final String FIND = "SELECT " + COLUMNS + " FROM placement WHERE tenant_ref = ? AND cluster = ?";
    private static final String OF_TENANT =
            "SELECT " + COLUMNS + " FROM placement WHERE tenant_ref = ? ORDER BY created_at, cluster";
    private static final String OF_CLUSTER =
            "SELECT " + COLUMNS + " FROM placement WHERE cluster = ? ORDER BY tenant_ref";

    private static final String MIGRATED = """
            UPDATE placement SET schema_version = ? WHERE tenant_ref = ? AND cluster = ? RETURNING
            """ + COLUMNS;

    private static final String PRESENT =
            "SELECT " + COLUMNS + " FROM placement WHERE tenant_ref = ? AND state = 'present'";

    private static final String LEAVE = """
            UPDATE placement SET state = 'left', keep_until = now() + ? * interval '1 second'
            WHERE tenant_ref = ? AND cluster <> ? AND state = 'present' RETURNING
            """ + COLUMNS;

    private static final String ENTER = """
            UPDATE placement SET state = 'present', keep_until = NULL WHERE tenant_ref = ? AND cluster = ? RETURNING
            """ + COLUMNS;

    private static final String LEFT = """
            SELECT cluster FROM placement WHERE tenant_ref = ? AND state = 'left' AND keep_until < now() + ? * interval
            '1 second' ORDER BY cluster
            """;

    private static final String FORGET =
            "DELETE FROM placement WHERE tenant_ref = ? AND cluster = ? RETURNING tenant_ref";

    private final Database database;

    public PlacementStore(Database database) {
        this.database = database;
    }

    public Optional<TenantPlacement> find(UUID tenant, String cluster) {
        return database.single(FIND, PlacementStore::placement, tenant, cluster).stream()
                .findFirst();
    }

    /// The placements of a tenant: one, or two while it moves.
    public List<TenantPlacement> ofTenant(UUID tenant) {
        return database.single(OF_TENANT, PlacementStore::placement, tenant);
    }

    public List<TenantPlacement> ofCluster(String cluster) {
        return database.single(OF_CLUSTER, PlacementStore::placement, cluster);
    }

    /// The placement that the programs of a tenant use.
    public Optional<TenantPlacement> present(UUID tenant) {
        return database.single(PRESENT, PlacementStore::placement, tenant).stream()
                .findFirst();
    }

    /// Makes the placement in a cluster the present one; the one before is left, and kept for some time.
    public void move(UUID tenant, String cluster, Duration kept) {
        database.transaction(transaction -> {
            transaction.rows(LEAVE, _ -> true, kept.toSeconds(), tenant, cluster);
            transaction.rows(ENTER, _ -> true, tenant, cluster);
            transaction.commit();
            return true;
        });
    }

    /// Makes the placement that was left the present one again; the other was used, and is left.
    public void moveBack(UUID tenant, String cluster) {
        move(tenant, cluster, Duration.ZERO);
    }

    /// The clusters that a tenant has left, and that are kept no longer than that.
    public List<String> left(UUID tenant, Duration within) {
        return database.single(LEFT, row -> row.column("cluster").getString(), tenant, within.toSeconds());
    }

    /// Keeps connections for a tenant, in the place of those that were kept for it before. One reservation of a
    /// cluster is made at a time, so that together they never exceed the capacity. Fewer are always granted.
    PlacementOutcome keep(UUID tenant, String cluster, int connections, int capacity) {
        return database.transaction(transaction -> {
            transaction.rows(ADD_CLUSTER, _ -> true, cluster);
            transaction.rows(LOCK_CLUSTER, _ -> true, cluster);
            Taken taken =
                    transaction.rows(TAKEN, Taken::of, tenant, tenant, cluster).getFirst();
            int free = Math.max(0, capacity - taken.byOthers());
            if (connections > free && connections > taken.byTenant()) {
                return new PlacementOutcome.Full(cluster, connections, free);
            }
            var kept = keep(transaction, tenant, cluster, connections);
            transaction.commit();
            return new PlacementOutcome.Done(kept);
        });
    }

    private static TenantPlacement keep(Transaction transaction, UUID tenant, String cluster, int connections) {
        return transaction
                .rows(KEEP, PlacementStore::placement, tenant, cluster, connections)
                .getFirst();
    }

    Optional<TenantPlacement> migrated(UUID tenant, String cluster, int schemaVersion) {
        return database.single(MIGRATED, PlacementStore::placement, schemaVersion, tenant, cluster).stream()
                .findFirst();
    }

    void forget(UUID tenant, String cluster) {
        database.single(FORGET, _ -> true, tenant, cluster);
    }

    private static TenantPlacement placement(DbRow row) {
        UUID tenant = row.column("tenant_ref").get(UUID.class);
        return new TenantPlacement(
                tenant,
                row.column("cluster").getString(),
                new TenantNames(tenant).database(),
                row.column("connections").getInt(),
                row.column("schema_version")
                        .as(Integer.class)
                        .map(OptionalInt::of)
                        .orElseGet(OptionalInt::empty));
    }

    private record Taken(int byOthers, int byTenant) {

        static Taken of(DbRow row) {
            return new Taken(
                    row.column(1).get(Number.class).intValue(),
                    row.column(2).get(Number.class).intValue());
        }
    }
}
