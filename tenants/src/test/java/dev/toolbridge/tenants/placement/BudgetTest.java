package dev.toolbridge.tenants.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.TestTables;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections of a cluster, kept for tenants.
class BudgetTest {
    private static final String CLUSTER = "main";
    private static final int CAPACITY = 20;

    private final Database database = TestTables.open("V3__placements.sql", "V13__moves.sql");
    private final PlacementStore store = new PlacementStore(database);
    private final UUID tenant = UUID.randomUUID();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theLastConnectionIsGivenAndNoneBeyond() {
        done(keep(tenant, 15));
        assertThat(keep(UUID.randomUUID(), 6)).isEqualTo(new PlacementOutcome.Full(CLUSTER, 6, 5));
        done(keep(UUID.randomUUID(), 5));
        assertThat(keep(UUID.randomUUID(), 1)).isEqualTo(new PlacementOutcome.Full(CLUSTER, 1, 0));
        assertThat(store.ofCluster(CLUSTER)).hasSize(2);
    }

    @Test
    void aTenantsOwnConnectionsDoNotStandInItsWay() {
        done(keep(tenant, 10));
        done(keep(tenant, 20));
        assertThat(keep(tenant, 21)).isEqualTo(new PlacementOutcome.Full(CLUSTER, 21, 20));
        assertThat(done(keep(tenant, 10)).connections()).isEqualTo(10);
        assertThat(store.ofTenant(tenant)).hasSize(1);
    }

    @Test
    void whoGivesConnectionsBackIsNeverRefused() {
        done(keep(tenant, 20));

        assertThat(done(store.keep(tenant, CLUSTER, 15, 10)).connections()).isEqualTo(15);
        assertThat(store.keep(tenant, CLUSTER, 16, 10)).isInstanceOf(PlacementOutcome.Full.class);
        store.forget(tenant, CLUSTER);
        done(keep(UUID.randomUUID(), 20));
    }

    @Test
    void manyAtATimeNeverExceedTheCapacity() throws Exception {
        List<Callable<PlacementOutcome>> asked = IntStream.range(0, 24)
                .<Callable<PlacementOutcome>>mapToObj(_ -> () -> keep(UUID.randomUUID(), 3))
                .toList();
        int kept = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<PlacementOutcome> outcome : threads.invokeAll(asked)) {
                kept += outcome.get() instanceof PlacementOutcome.Done ? 1 : 0;
            }
        }
        assertThat(kept).isEqualTo(6);
        assertThat(store.ofCluster(CLUSTER)).hasSize(6);
    }

    @Test
    void aReservationWaitsForTheOneBeforeIt() throws Exception {
        done(keep(tenant, 1));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<PlacementOutcome> waiting = database.transaction(transaction -> {
                transaction.rows("SELECT name FROM placement_cluster WHERE name = ? FOR UPDATE", _ -> true, CLUSTER);
                transaction.rows(
                        "INSERT INTO placement (tenant_ref, cluster, connections) VALUES (?, ?, 19) RETURNING 1",
                        _ -> true,
                        UUID.randomUUID(),
                        CLUSTER);
                Future<PlacementOutcome> second = threads.submit(() -> keep(UUID.randomUUID(), 1));
                awaitLock(second);
                transaction.commit();
                return second;
            });
            assertThat(waiting.get()).isEqualTo(new PlacementOutcome.Full(CLUSTER, 1, 0));
        }
    }

    private void awaitLock(Future<PlacementOutcome> second) {
        while (database.single("SELECT FROM pg_locks WHERE NOT granted", _ -> true)
                .isEmpty()) {
            assertThat(second.isDone()).as("it waits").isFalse();
        }
    }

    @Test
    void needsAreCountedWithTheListenerAndTwiceForADeployment() {
        assertThat(new ConnectionNeed(2, 4).running()).isEqualTo(10);
        assertThat(new ConnectionNeed(2, 4).deploying()).isEqualTo(20);
        assertThat(new ConnectionNeed(2, 4).admitted()).isEqualTo(30);
        for (int wrong : new int[] {0, 101}) {
            assertThatThrownBy(() -> new ConnectionNeed(wrong, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new ConnectionNeed(1, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesAreTheSameEachTimeAndShortEnough() {
        var names = new TenantNames(tenant);

        assertThat(names.logins()).allMatch(name -> name.length() <= 63).doesNotHaveDuplicates();
        assertThat(TenantNames.parse(names.database())).contains(names);
        assertThat(TenantNames.parse(names.logins().getLast())).contains(names);
        assertThat(TenantNames.parse("tb_golden_v9_0123456789ab")).isEmpty();
    }

    private PlacementOutcome keep(UUID of, int connections) {
        return store.keep(of, CLUSTER, connections, CAPACITY);
    }

    private static TenantPlacement done(PlacementOutcome outcome) {
        assertThat(outcome).isInstanceOf(PlacementOutcome.Done.class);
        return ((PlacementOutcome.Done) outcome).placement();
    }
}
