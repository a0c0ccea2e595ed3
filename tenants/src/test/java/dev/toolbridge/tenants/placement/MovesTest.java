package dev.toolbridge.tenants.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.TestTables;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The placements of a tenant that moves. Every change is made twice, as after a kill.
class MovesTest {
    private static final Duration WEEK = Duration.ofDays(7);

    private final UUID tenant = UUID.randomUUID();

    @Test
    void oneIsPresentAtEveryMoment() {
        try (Database control = TestTables.open("V3__placements.sql", "V13__moves.sql")) {
            var store = new PlacementStore(control);
            store.keep(tenant, "main", 5, 10);
            store.keep(tenant, "second", 5, 10);
            assertThat(present(store)).isEqualTo("main");

            for (int time = 0; time < 2; time++) {
                store.move(tenant, "second", WEEK);
                assertThat(present(store)).isEqualTo("second");
                assertThat(store.left(tenant, WEEK)).containsExactly("main");
                assertThat(store.left(tenant, Duration.ZERO)).isEmpty();
            }
            for (int time = 0; time < 2; time++) {
                store.moveBack(tenant, "main");
                assertThat(present(store)).isEqualTo("main");
                assertThat(store.left(tenant, WEEK)).containsExactly("second");
            }
            assertThat(store.ofTenant(tenant)).hasSize(2);
        }
    }

    @Test
    void whatWasLeftKeepsNoConnections() {
        try (Database control = TestTables.open("V3__placements.sql", "V13__moves.sql")) {
            var store = new PlacementStore(control);
            store.keep(tenant, "main", 5, 5);
            UUID other = UUID.randomUUID();
            assertThat(store.keep(other, "main", 5, 5)).isEqualTo(new PlacementOutcome.Full("main", 5, 0));
            store.keep(tenant, "second", 5, 5);

            store.move(tenant, "second", Duration.ZERO);

            assertThat(store.left(tenant, Duration.ofSeconds(1))).isEqualTo(List.of("main"));
            assertThat(store.keep(other, "main", 5, 5)).isInstanceOf(PlacementOutcome.Done.class);
        }
    }

    private String present(PlacementStore store) {
        return store.present(tenant).orElseThrow().cluster();
    }
}
