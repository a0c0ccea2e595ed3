package dev.toolbridge.tenants.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.RowSecurity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ten tenants in one cluster: each login is tried against every database.
class IsolationTest {
    private static final int TENANTS = 10;

    @TempDir
    static Path folder;

    private static TestCluster world;
    private static List<UUID> tenants;

    @BeforeAll
    static void placeAllAtOnce() throws Exception {
        world = TestCluster.start(7);
        var placements = new Placements(world.store());
        Path release = TestRelease.present(folder);
        tenants = IntStream.range(0, TENANTS).mapToObj(_ -> UUID.randomUUID()).toList();
        List<Callable<PlacementOutcome>> all = tenants.stream()
                .<Callable<PlacementOutcome>>map(
                        tenant -> () -> placements.place(world.cluster(), tenant, order(release)))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PlacementOutcome> placed : threads.invokeAll(all)) {
                assertThat(placed.get()).isInstanceOf(PlacementOutcome.Done.class);
            }
        }
        assertThat(placements.place(world.cluster(), UUID.randomUUID(), order(release)))
                .isInstanceOf(PlacementOutcome.Full.class);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aLoginConnectsToItsOwnDatabaseAndToNoOther() throws IOException {
        assertThat(databases()).contains("postgres", "template1", "toolbridge", "toolbridge_tenants");
        assertThat(databases()).hasSizeGreaterThanOrEqualTo(TENANTS + 5);
        assertThat(reached(databases())).containsExactlyInAnyOrderElementsOf(own());
    }

    @Test
    void theTrialFindsADatabaseThatIsOpenToAll() {
        String victim = new TenantNames(tenants.getFirst()).database();
        world.execute("GRANT CONNECT ON DATABASE " + victim + " TO PUBLIC");
        try {
            assertThat(reached(List.of(victim))).hasSize(2 * TENANTS);
        } finally {
            world.execute("REVOKE CONNECT ON DATABASE " + victim + " FROM PUBLIC");
        }
        assertThat(reached(List.of(victim))).hasSize(2);
    }

    @Test
    void rowSecurityHoldsForEveryLogin() {
        for (UUID tenant : tenants) {
            try (var database = Database.open(world.login(tenant, TenantLogin.SERVER_ODD), 2, "test")) {
                RowSecurity.require(database);
            }
        }
    }

    private static PlacementOrder order(Path release) {
        return PlacementOrder.of(release, TestCluster.NEED, TenantLogin.SERVER_ODD, TestCluster.PASSWORD)
                .withMaintenance(TestCluster.PASSWORD);
    }

    private static List<String> databases() {
        return world.texts("SELECT datname FROM pg_database");
    }

    private static Stream<TenantLogin> logins() {
        return Stream.of(TenantLogin.SERVER_ODD, TenantLogin.MAINTENANCE);
    }

    private static List<String> own() {
        return tenants.stream()
                .map(TenantNames::new)
                .flatMap(names -> logins().map(login -> names.login(login) + " in " + names.database()))
                .toList();
    }

    /// Every login in every one of the databases that it can connect to.
    private static List<String> reached(List<String> databases) {
        var reached = new ArrayList<String>();
        for (String database : databases) {
            for (UUID tenant : tenants) {
                logins().filter(login -> TestCluster.refusal(
                                        world.login(tenant, login).named(database))
                                .isEmpty())
                        .forEach(login -> reached.add(new TenantNames(tenant).login(login) + " in " + database));
            }
        }
        return reached;
    }
}
