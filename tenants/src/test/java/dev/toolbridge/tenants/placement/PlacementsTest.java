package dev.toolbridge.tenants.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.RowSecurity;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.secret.SecretKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of tenants' databases in a cluster: made, used, migrated, removed.
class PlacementsTest {
    @TempDir
    static Path folder;

    private static TestCluster world;
    private static Placements placements;
    private static Path release;

    private final UUID tenant = UUID.randomUUID();

    @BeforeAll
    static void start() throws IOException {
        world = TestCluster.start(Cluster.RESERVE);
        placements = new Placements(world.store());
        release = TestRelease.present(folder.resolve("present"));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aServerSignsInAndItsRowsAreProtected() {
        TenantPlacement placed = done(place());

        assertThat(placed.schemaVersion()).isPresent();
        try (var database = Database.open(world.login(tenant, TenantLogin.SERVER_ODD), 2, "test")) {
            RowSecurity.require(database);
            assertThat(database.single("SELECT max(version::int) FROM flyway_schema_history", row -> row.column(1)
                            .getInt()))
                    .containsExactly(placed.schemaVersion().getAsInt());
            assertThatThrownBy(() -> database.single("CREATE TABLE own (a int)", _ -> true))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_EVEN)))
                .contains("28P01");
        gone();
    }

    @Test
    void theLoginOfBackupsSeesAllRowsAndHasTemporaryTables() throws SQLException {
        done(place());

        try (Connection connection = TestPostgres.connect(world.login(tenant, TenantLogin.MAINTENANCE));
                var statement = connection.createStatement()) {
            statement.execute("SELECT count(*) FROM flyway_schema_history");
            statement.execute("CREATE TEMP TABLE aside AS SELECT * FROM item");
        }
        gone();
    }

    @Test
    void placingAgainChangesNothing() {
        TenantPlacement first = done(place());
        String rights = rights();

        assertThat(done(placements.place(
                        world.cluster(),
                        tenant,
                        PlacementOrder.of(
                                release, TestCluster.NEED, TenantLogin.SERVER_ODD, SecretKind.PASSWORD.generate()))))
                .isEqualTo(first);

        assertThat(rights()).isEqualTo(rights);
        assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_ODD)))
                .isEmpty();
        assertThat(found().isComplete()).isTrue();
        assertThat(found().isIsolated()).isTrue();
        gone();
    }

    @Test
    void loginsAlternateAndTheOldOneEnds() throws SQLException {
        done(place());
        Secret next = SecretKind.PASSWORD.generate();
        var address = Placements.address(world.cluster(), tenant, TenantLogin.SERVER_EVEN, next);

        done(placements.admit(world.cluster(), tenant, TenantLogin.SERVER_EVEN, next));

        assertThat(TestCluster.refusal(address)).isEmpty();
        try (Connection running = TestPostgres.connect(world.login(tenant, TenantLogin.SERVER_ODD))) {
            done(placements.dismiss(world.cluster(), tenant, TenantLogin.SERVER_ODD));
            done(placements.dismiss(world.cluster(), tenant, TenantLogin.SERVER_ODD));
            assertThat(running.isValid(5)).isFalse();
        }
        assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_ODD)))
                .contains("28P01");
        assertThat(TestCluster.refusal(address)).isEmpty();
        assertThat(membersOfOwner()).isEmpty();
        gone();
    }

    @Test
    void aLoginHasItsConnectionsAndNoMore() throws SQLException {
        done(placements.reserve(world.cluster(), tenant, 5));
        done(place(new ConnectionNeed(1, 1)));

        DatabaseUrl login = world.login(tenant, TenantLogin.SERVER_ODD);
        try (var _ = TestPostgres.connect(login);
                var _ = TestPostgres.connect(login);
                var _ = TestPostgres.connect(login);
                var _ = TestPostgres.connect(login);
                var _ = TestPostgres.connect(login);
                var _ = TestPostgres.connect(login)) {
            assertThat(TestCluster.refusal(login)).contains("53300");
            done(placements.limit(world.cluster(), tenant, new ConnectionNeed(2, 1)));
            assertThat(TestCluster.refusal(login)).isEmpty();
        }
        gone();
    }

    @Test
    void removalEndsConnectionsAndLeavesNothing() throws SQLException {
        done(place());
        try (Connection running = TestPostgres.connect(world.login(tenant, TenantLogin.SERVER_ODD))) {
            gone();
            assertThat(running.isValid(5)).isFalse();
        }
        gone();

        assertThat(world.tenantsThings()).noneMatch(name -> name.contains(new TenantNames(tenant).database()));
        assertThat(world.store().ofTenant(tenant)).isEmpty();
        assertThat(found().exists()).isFalse();
        assertThat(found().missingLogins()).hasSize(3);
    }

    @Test
    void aMigrationBringsTheSchemaToANewerRelease() throws Exception {
        TenantPlacement before = done(place());
        Path newer = TestRelease.newer(folder.resolve("newer"), "CREATE TABLE newer (a int)");

        TenantPlacement after = done(placements.migrate(world.cluster(), tenant, newer));

        assertThat(after.schemaVersion()).hasValue(NewerMigrate.VERSION);
        assertThat(before.schemaVersion()).isNotEqualTo(after.schemaVersion());
        assertThat(done(placements.migrate(world.cluster(), tenant, newer))).isEqualTo(after);
        try (var database = Database.open(world.login(tenant, TenantLogin.SERVER_ODD), 2, "test")) {
            RowSecurity.require(database);
        }
        assertThat(found().isIsolated()).isTrue();
        gone();
    }

    @Test
    void aMigrationThatFailsIsToldWithoutPasswordAndNeverReachesTheTenant() throws Exception {
        TenantPlacement before = done(place());
        Path faulty = TestRelease.newer(folder.resolve("faulty"), "SELECT 1/0");

        PlacementOutcome outcome = placements.migrate(world.cluster(), tenant, faulty);

        assertThat(outcome).isInstanceOf(PlacementOutcome.Refused.class);
        assertThat(outcome.toString()).contains("status 78", "V1000__newer.sql");
        assertThat(world.store().ofTenant(tenant)).containsExactly(before);
        assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_ODD)))
                .isEmpty();
        gone();
    }

    @Test
    void wordsOfAProgramAreShownWithoutThePassword() throws Exception {
        Path talking = TestRelease.newer(folder.resolve("talking"), "SELECT 2");
        TestRelease.withProgram(talking, "echo \"toolbridge-migrate: cannot use $(cat)\"; exit 3");

        PlacementOutcome outcome = placements.place(world.cluster(), tenant, order(talking, TestCluster.NEED));

        assertThat(outcome.toString())
                .contains("status 3: toolbridge-migrate: cannot use postgres://toolbridge_tenants_owner:***@")
                .doesNotContain("password-of-the-owner");
        assertThat(outcome).isInstanceOf(PlacementOutcome.Refused.class);
        gone();
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws Exception {
        Path hanging = TestRelease.newer(folder.resolve("hanging"), "SELECT 3");
        Path pid = folder.resolve("pid");
        TestRelease.withProgram(hanging, "sleep 600 & echo $! >" + pid + "; wait");
        var impatient = new Placements(world.store(), Duration.ofMillis(500));

        PlacementOutcome outcome = impatient.place(world.cluster(), tenant, order(hanging, TestCluster.NEED));

        assertThat(outcome).isInstanceOf(PlacementOutcome.TryAgain.class);
        long child = Long.parseLong(Files.readString(pid).strip());
        Optional<ProcessHandle> left = ProcessHandle.of(child);
        if (left.isPresent()) {
            left.get().onExit().get(10, TimeUnit.SECONDS);
        }
        gone();
    }

    @Test
    void aMigrationWhoseDatabaseIsAwayMayBeTriedAgain() throws Exception {
        Path away = TestRelease.newer(folder.resolve("away"), "SELECT 4");
        TestRelease.withProgram(away, "echo 'toolbridge-migrate: it shuts down (SQLSTATE 57P01)' >&2; exit 78");

        assertThat(placements.place(world.cluster(), tenant, order(away, TestCluster.NEED)))
                .isInstanceOf(PlacementOutcome.TryAgain.class);
        gone();
    }

    @Test
    void aFolderThatIsNoReleaseIsRefused() {
        PlacementOutcome outcome =
                placements.place(world.cluster(), tenant, order(folder.resolve("nowhere"), TestCluster.NEED));

        assertThat(outcome).isInstanceOf(PlacementOutcome.Refused.class);
        assertThat(outcome.toString()).contains("cannot be read");
        gone();
    }

    @Test
    void whatHasNoPlacementIsShownAndLeftAlone() {
        done(place());
        world.control().single("DELETE FROM placement WHERE tenant_ref = ? RETURNING 1", _ -> true, tenant);

        assertThat(placements.unknown(world.cluster()).orElseThrow()).contains(tenant);
        assertThat(placements.migrate(world.cluster(), tenant, release)).isInstanceOf(PlacementOutcome.Refused.class);
        assertThat(found().isComplete()).isTrue();
        gone();
    }

    private static PlacementOrder order(Path of, ConnectionNeed need) {
        return PlacementOrder.of(of, need, TenantLogin.SERVER_ODD, TestCluster.PASSWORD)
                .withMaintenance(TestCluster.PASSWORD);
    }

    private PlacementOutcome place() {
        return place(TestCluster.NEED);
    }

    private PlacementOutcome place(ConnectionNeed need) {
        return placements.place(world.cluster(), tenant, order(release, need));
    }

    private void gone() {
        assertThat(placements.remove(world.cluster(), tenant)).isEqualTo(new PlacementOutcome.Gone());
    }

    private PlacementCheck.Found found() {
        return (PlacementCheck.Found) placements.check(world.cluster(), tenant);
    }

    private static TenantPlacement done(PlacementOutcome outcome) {
        assertThat(outcome).isInstanceOf(PlacementOutcome.Done.class);
        return ((PlacementOutcome.Done) outcome).placement();
    }

    private String rights() {
        return world.texts("SELECT datacl::text FROM pg_database WHERE datname = '" + new TenantNames(tenant).database()
                        + "'")
                .getFirst();
    }

    /// The logins that the owner is a member of with their rights.
    private List<String> membersOfOwner() {
        return world.texts("SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid"
                + " WHERE m.member = 'toolbridge_tenants_owner'::regrole AND m.inherit_option AND r.rolname LIKE '"
                + new TenantNames(tenant).database() + "%'");
    }
}
