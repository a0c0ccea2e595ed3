package dev.toolbridge.tenants.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.postgres.TestPostgres;
import dev.toolbridge.tests.process.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes that are interrupted at every statement, and clusters that refuse: each is completed by the next call.
class InterruptionTest {
    private static final int STATEMENTS_MAX = 200;

    @TempDir
    static Path folder;

    private static TestCluster world;
    private static Placements placements;
    private static Path release;

    @BeforeAll
    static void start() throws IOException {
        world = TestCluster.start(Cluster.RESERVE);
        placements = new Placements(world.store());
        release = TestRelease.present(folder.resolve("present"));
        done(place(world.cluster(), UUID.randomUUID()));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    /// The connection is cut after the first message, after the second, and so on, until both get through.
    @Test
    void placingAndRemovalAreCompletedAfterACutAnywhere() throws IOException {
        int placeCuts = 0;
        int removeCuts = 0;
        boolean isCut = true;
        for (int messages = 1; isCut; messages++) {
            assertThat(messages).as("the change never ends").isLessThan(STATEMENTS_MAX);
            UUID tenant = UUID.randomUUID();
            boolean isPlacingCut = isCut(messages, cluster -> place(cluster, tenant));
            done(place(world.cluster(), tenant));
            var found = (PlacementCheck.Found) placements.check(world.cluster(), tenant);
            assertThat(found.isComplete() && found.isIsolated()).isTrue();
            assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_ODD)))
                    .isEmpty();
            boolean isRemovalCut = isCut(messages, cluster -> placements.remove(cluster, tenant));
            gone(tenant);
            assertThat(world.tenantsThings()).noneMatch(name -> name.contains(new TenantNames(tenant).database()));
            placeCuts += isPlacingCut ? 1 : 0;
            removeCuts += isRemovalCut ? 1 : 0;
            isCut = isPlacingCut || isRemovalCut;
        }

        assertThat(placeCuts).isGreaterThan(20);
        assertThat(removeCuts).isGreaterThan(10);
    }

    @Test
    void anUnfinishedGoldenDatabaseIsBegunAnew() throws IOException {
        Path other = TestRelease.newer(folder.resolve("other"), "CREATE TABLE other (a int)");
        String unfinished = ReleaseSchema.of(other).golden() + "_new";
        TestPostgres.execute(world.cluster().owner(), "CREATE DATABASE " + unfinished + " TEMPLATE template0");
        TestPostgres.execute(world.cluster().owner(), "REVOKE ALL ON DATABASE " + unfinished + " FROM PUBLIC");
        TestPostgres.execute(world.cluster().owner().named(unfinished), "CREATE TABLE item (leftover int)");
        UUID tenant = UUID.randomUUID();

        TenantPlacement placed = done(placements.place(
                world.cluster(),
                tenant,
                PlacementOrder.of(other, TestCluster.NEED, TenantLogin.SERVER_ODD, TestCluster.PASSWORD)));

        assertThat(placed.schemaVersion()).hasValue(NewerMigrate.VERSION);
        assertThat(world.texts("SELECT datname FROM pg_database WHERE datname LIKE 'tb\\_golden%\\_new'"))
                .isEmpty();
        gone(tenant);
    }

    @Test
    void aHalfDroppedDatabaseIsMadeAnew() {
        UUID tenant = UUID.randomUUID();
        done(place(world.cluster(), tenant));
        String name = new TenantNames(tenant).database();
        world.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + name + "'");

        done(place(world.cluster(), tenant));

        assertThat(TestCluster.refusal(world.login(tenant, TenantLogin.SERVER_ODD)))
                .isEmpty();
        world.execute("UPDATE pg_database SET datconnlimit = -2 WHERE datname = '" + name + "'");
        gone(tenant);
    }

    @Test
    void aClusterThatIsAwayMayBeTriedAgain() {
        Cluster away = at(Ports.free());
        UUID tenant = UUID.randomUUID();

        assertThat(place(away, tenant)).isInstanceOf(PlacementOutcome.TryAgain.class);
        assertThat(placements.remove(away, tenant)).isInstanceOf(PlacementOutcome.TryAgain.class);
        assertThat(placements.check(away, tenant)).isInstanceOf(PlacementCheck.Unreachable.class);
        assertThat(placements.unknown(away)).isEmpty();
        assertThat(world.store().ofTenant(tenant)).isEmpty();
    }

    @Test
    void aClusterWithoutFreeConnectionsMayBeTriedAgain() throws SQLException {
        UUID tenant = UUID.randomUUID();
        var open = new ArrayList<Connection>();
        PlacementOutcome outcome;
        try {
            while (TestCluster.refusal(world.cluster().owner()).isEmpty()) {
                open.add(TestPostgres.connect(world.cluster().owner()));
            }
            outcome = place(world.cluster(), tenant);
        } finally {
            for (Connection connection : open) {
                connection.close();
            }
        }

        assertThat(outcome).isInstanceOf(PlacementOutcome.TryAgain.class);
        assertThat(outcome.toString()).contains("53300");
        done(place(world.cluster(), tenant));
        gone(tenant);
    }

    @Test
    void aFullDiskMayBeTriedAgain() {
        var full = Clusters.failure(world.cluster(), new SQLException("could not extend file", "53100"));

        assertThat(full.isPassing()).isTrue();
        assertThat(full.words()).contains("the cluster test refuses: could not extend file");
    }

    @Test
    void anOwnerThatIsRefusedIsToldWithoutItsPassword() {
        Cluster cluster = world.cluster();
        var wrong =
                new Cluster(cluster.name(), cluster.owner().as(cluster.owner().user(), Optional.of("wrong-word")), 1);

        PlacementOutcome outcome = place(wrong, UUID.randomUUID());

        assertThat(outcome).isInstanceOf(PlacementOutcome.Refused.class);
        assertThat(outcome.toString()).contains("28P01").doesNotContain("wrong-word");
        assertThat(wrong.toString()).doesNotContain("wrong-word");
    }

    @Test
    void anOpenDoorKeepsTenantsOutAndAServerThatWasThereGoesOn() throws SQLException {
        UUID tenant = UUID.randomUUID();
        List<String> before = world.tenantsThings();
        world.execute("GRANT CONNECT ON DATABASE template1 TO PUBLIC");
        world.execute("CREATE DATABASE workspace");
        world.execute("CREATE ROLE old_server LOGIN PASSWORD 'old'");
        DatabaseUrl old = world.admin().named("workspace").as("old_server", Optional.of("old"));
        assertThat(TestCluster.refusal(old)).isEmpty();

        PlacementOutcome outcome = place(world.cluster(), tenant);

        assertThat(outcome).isInstanceOf(PlacementOutcome.Refused.class);
        assertThat(outcome.toString()).contains("template1, workspace", "GRANT CONNECT");
        assertThat(world.tenantsThings()).isEqualTo(before);
        world.prepare(List.of(new DatabaseAccess("workspace", List.of("old_server"))));
        done(place(world.cluster(), tenant));
        assertThat(TestCluster.refusal(old)).isEmpty();
        gone(tenant);
    }

    /// Cuts the connection of a change after so many messages; false if the change gets through before.
    private static boolean isCut(int messages, Function<Cluster, PlacementOutcome> change) throws IOException {
        try (var proxy = new CuttingProxy(world.server().port(), messages)) {
            PlacementOutcome outcome = change.apply(by(proxy));
            assertThat(outcome).isNotInstanceOf(PlacementOutcome.Refused.class);
            return proxy.hasCut();
        }
    }

    private static Cluster by(CuttingProxy proxy) {
        return at(proxy.port());
    }

    /// The cluster at another port.
    private static Cluster at(int port) {
        DatabaseUrl owner = world.cluster().owner();
        String address = owner.reveal().replace(":" + world.server().port() + "/", ":" + port + "/");
        return new Cluster(
                world.cluster().name(),
                DatabaseUrl.parse(address),
                world.cluster().reserve());
    }

    private static PlacementOrder order() {
        return PlacementOrder.of(release, TestCluster.NEED, TenantLogin.SERVER_ODD, TestCluster.PASSWORD)
                .withMaintenance(TestCluster.PASSWORD);
    }

    private static PlacementOutcome place(Cluster cluster, UUID tenant) {
        return placements.place(cluster, tenant, order());
    }

    private static void gone(UUID tenant) {
        assertThat(placements.remove(world.cluster(), tenant)).isEqualTo(new PlacementOutcome.Gone());
    }

    private static TenantPlacement done(PlacementOutcome outcome) {
        assertThat(outcome).isInstanceOf(PlacementOutcome.Done.class);
        return ((PlacementOutcome.Done) outcome).placement();
    }
}
