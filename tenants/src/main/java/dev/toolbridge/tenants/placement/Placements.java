package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.service.config.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.UUID;

/// Databases of tenants in clusters. Every method looks for what is made already, and may be called again after a kill
/// anywhere: names are made of the tenant's `ref`.
public final class Placements {
    /// A migration waits up to a quarter of an hour for tables that are in use.
    private static final Duration MIGRATION_MAX = Duration.ofMinutes(20);

    private static final String CAPACITY = """
            SELECT (current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
              - current_setting('reserved_connections')::int)::text
            """;

    private static final String OURS = """
            SELECT datname FROM pg_database WHERE datname LIKE 'tb\\_%' UNION SELECT rolname FROM pg_roles
            WHERE rolname LIKE 'tb\\_%'
            """;

    private static final String BYTES = "SELECT pg_database_size(datname)::text FROM pg_database WHERE datname = ?";

    private final PlacementStore store;
    private final Clusters clusters = new Clusters();
    private final MigrationProgram migrations;

    public Placements(PlacementStore store) {
        this(store, MIGRATION_MAX);
    }

    Placements(PlacementStore store, Duration migrationMax) {
        this.store = store;
        this.migrations = new MigrationProgram(migrationMax);
    }

    /// The placement that the programs of a tenant use.
    public Optional<TenantPlacement> present(UUID tenant) {
        return store.present(tenant);
    }

    /// Keeps connections for a tenant: those of its running instances, or twice as many for a deployment.
    public PlacementOutcome reserve(Cluster cluster, UUID tenant, int connections) {
        return within(cluster, session -> reserve(session, cluster, tenant, connections));
    }

    /// Makes the database of a tenant with its logins, and opens it. Once it is open, nothing is changed.
    public PlacementOutcome place(Cluster cluster, UUID tenant, PlacementOrder order) {
        return within(cluster, session -> {
            var open = ClusterDoors.open(session);
            if (!open.isEmpty()) {
                return new PlacementOutcome.Refused(ClusterDoors.sentence(cluster, open));
            }
            return switch (reserved(session, cluster, tenant, order.need())) {
                case PlacementOutcome.Done _ -> make(session, cluster, tenant, order);
                case PlacementOutcome refused -> refused;
            };
        });
    }

    /// Brings the schema of a tenant's database to that of a release. The release's golden database is made first: a
    /// release whose migrations do not work never gets at a tenant's data.
    public PlacementOutcome migrate(Cluster cluster, UUID tenant, Path release) {
        PlacementOutcome prepared =
                within(cluster, session -> afterGolden(session, cluster, release, _ -> found(cluster, tenant)));
        return prepared instanceof PlacementOutcome.Done ? migrated(cluster, tenant, release) : prepared;
    }

    /// Lets a login sign in, with this password only.
    public PlacementOutcome admit(Cluster cluster, UUID tenant, TenantLogin login, Secret password) {
        return changed(cluster, tenant, roles -> roles.admit(login, password));
    }

    /// Lets a login sign in no more, and ends its sessions.
    public PlacementOutcome dismiss(Cluster cluster, UUID tenant, TenantLogin login) {
        return changed(cluster, tenant, roles -> roles.dismiss(login));
    }

    /// Sets the limits of the logins' connections.
    public PlacementOutcome limit(Cluster cluster, UUID tenant, ConnectionNeed need) {
        return changed(cluster, tenant, roles -> roles.limit(need));
    }

    /// Ends all connections of a tenant, drops its database and its logins, and gives its connections back.
    public PlacementOutcome remove(Cluster cluster, UUID tenant) {
        return within(cluster, session -> {
            var names = new TenantNames(tenant);
            var roles = new LoginRoles(session, names);
            roles.join();
            new TenantDatabase(session, names).drop();
            roles.drop();
            store.forget(tenant, cluster.name());
            return new PlacementOutcome.Gone();
        });
    }

    /// Looks at what there is of a tenant.
    public PlacementCheck check(Cluster cluster, UUID tenant) {
        return clusters.within(
                cluster,
                session -> {
                    var names = new TenantNames(tenant);
                    var database = new TenantDatabase(session, names);
                    var roles = new LoginRoles(session, names);
                    return new PlacementCheck.Found(
                            database.exists(),
                            database.isOpen(),
                            roles.missing(),
                            database.strangers(),
                            ClusterDoors.open(session));
                },
                failure -> new PlacementCheck.Unreachable(failure.words()));
    }

    /// The tenants that have a database or a login in a cluster, and no placement there. Nothing of theirs is touched.
    ///
    /// @return empty if the cluster cannot be asked
    public Optional<List<UUID>> unknown(Cluster cluster) {
        return clusters.within(
                cluster,
                session -> {
                    var found = new TreeSet<UUID>();
                    for (String name : session.texts(OURS)) {
                        TenantNames.parse(name).map(TenantNames::tenant).ifPresent(found::add);
                    }
                    store.ofCluster(cluster.name()).stream()
                            .map(TenantPlacement::tenant)
                            .forEach(found::remove);
                    return Optional.of(List.copyOf(found));
                },
                _ -> Optional.empty());
    }

    /// The bytes of a tenant's database on disk; empty if the cluster cannot be asked, or has none.
    public OptionalLong bytes(Cluster cluster, UUID tenant) {
        return clusters.within(
                cluster,
                session -> session.texts(BYTES, new TenantNames(tenant).database()).stream()
                        .mapToLong(Long::parseLong)
                        .findFirst(),
                _ -> OptionalLong.empty());
    }

    /// The address of a tenant's database for one of its logins.
    public static DatabaseUrl address(Cluster cluster, UUID tenant, TenantLogin login, Secret password) {
        var names = new TenantNames(tenant);
        return cluster.owner().named(names.database()).as(names.login(login), Optional.of(password.reveal()));
    }

    private PlacementOutcome reserved(OwnerSession session, Cluster cluster, UUID tenant, ConnectionNeed need)
            throws SQLException {
        Optional<TenantPlacement> kept = store.find(tenant, cluster.name());
        return kept.isPresent()
                ? new PlacementOutcome.Done(kept.get())
                : reserve(session, cluster, tenant, need.running());
    }

    private PlacementOutcome reserve(OwnerSession session, Cluster cluster, UUID tenant, int connections)
            throws SQLException {
        int capacity = Integer.parseInt(session.texts(CAPACITY).getFirst()) - cluster.reserve();
        return store.keep(tenant, cluster.name(), connections, capacity);
    }

    private PlacementOutcome make(OwnerSession session, Cluster cluster, UUID tenant, PlacementOrder order)
            throws SQLException, InterruptedException {
        var names = new TenantNames(tenant);
        var database = new TenantDatabase(session, names);
        if (database.isOpen()) {
            return recorded(
                    cluster, tenant, GoldenDatabase.version(cluster.owner().named(names.database())));
        }
        return afterGolden(session, cluster, order.release(), schema -> {
            database.copy(schema.golden());
            admit(new LoginRoles(session, names), order);
            database.restrict();
            List<String> strangers = database.strangers();
            if (!strangers.isEmpty()) {
                return new PlacementOutcome.Refused("the database " + names.database() + " stays closed: "
                        + String.join(", ", strangers) + " have rights on it; REVOKE them");
            }
            database.open();
            return recorded(cluster, tenant, schema.version());
        });
    }

    private static void admit(LoginRoles roles, PlacementOrder order) throws SQLException {
        roles.make(order.need());
        for (Map.Entry<TenantLogin, Secret> login : order.passwords().entrySet()) {
            roles.admit(login.getKey(), login.getValue());
        }
    }

    /// Work that needs the golden database of a release.
    @FunctionalInterface
    private interface GoldenWork {
        PlacementOutcome on(ReleaseSchema schema) throws SQLException, InterruptedException;
    }

    private PlacementOutcome afterGolden(OwnerSession session, Cluster cluster, Path release, GoldenWork work)
            throws SQLException, InterruptedException {
        ReleaseSchema schema;
        try {
            schema = ReleaseSchema.of(release);
        } catch (IOException unreadable) {
            return new PlacementOutcome.Refused(
                    "the release in " + release + " cannot be read: " + unreadable.getMessage());
        }
        return switch (new GoldenDatabase(session, cluster.owner(), schema).ensure(migrations, release)) {
            case MigrationRun.Migrated _ -> work.on(schema);
            case MigrationRun failed -> outcome(failed);
        };
    }

    /// Runs without a session of its own: it may take minutes.
    private PlacementOutcome migrated(Cluster cluster, UUID tenant, Path release) {
        DatabaseUrl url = cluster.owner().named(new TenantNames(tenant).database());
        try {
            return switch (migrations.run(release, url)) {
                case MigrationRun.Migrated _ -> recorded(cluster, tenant, GoldenDatabase.version(url));
                case MigrationRun failed -> outcome(failed);
            };
        } catch (SQLException refused) {
            return outcome(Clusters.failure(cluster, refused));
        } catch (InterruptedException stopped) {
            return outcome(Clusters.stopped());
        }
    }

    private static PlacementOutcome outcome(MigrationRun run) {
        return switch (run) {
            case MigrationRun.Migrated _ -> throw new IllegalStateException("a migration that did not fail");
            case MigrationRun.Passing passing -> new PlacementOutcome.TryAgain(passing.why());
            case MigrationRun.Failed failed -> new PlacementOutcome.Refused(failed.why());
        };
    }

    private PlacementOutcome recorded(Cluster cluster, UUID tenant, int schemaVersion) {
        return store.migrated(tenant, cluster.name(), schemaVersion)
                .<PlacementOutcome>map(PlacementOutcome.Done::new)
                .orElseGet(() -> unplaced(cluster, tenant));
    }

    private PlacementOutcome found(Cluster cluster, UUID tenant) {
        return store.find(tenant, cluster.name())
                .<PlacementOutcome>map(PlacementOutcome.Done::new)
                .orElseGet(() -> unplaced(cluster, tenant));
    }

    private static PlacementOutcome unplaced(Cluster cluster, UUID tenant) {
        return new PlacementOutcome.Refused("tenant " + tenant + " has no place in the cluster " + cluster.name());
    }

    /// A change of the roles of a tenant that has a place.
    @FunctionalInterface
    private interface RoleChange {
        void on(LoginRoles roles) throws SQLException;
    }

    private PlacementOutcome changed(Cluster cluster, UUID tenant, RoleChange change) {
        return within(cluster, session -> {
            PlacementOutcome found = found(cluster, tenant);
            if (found instanceof PlacementOutcome.Done) {
                change.on(new LoginRoles(session, new TenantNames(tenant)));
            }
            return found;
        });
    }

    private PlacementOutcome within(Cluster cluster, Clusters.Work<PlacementOutcome> work) {
        return clusters.within(cluster, work, Placements::outcome);
    }

    private static PlacementOutcome outcome(Clusters.Failure failure) {
        return failure.isPassing()
                ? new PlacementOutcome.TryAgain(failure.words())
                : new PlacementOutcome.Refused(failure.words());
    }
}
