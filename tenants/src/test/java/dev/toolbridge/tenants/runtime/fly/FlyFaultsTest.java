package dev.toolbridge.tenants.runtime.fly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tests.document.Block;
import dev.toolbridge.tests.document.MarkdownTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Each fault of Fly: what comes of an order under it, and of the same order after it.
class FlyFaultsTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @Test
    void eachFaultEndsAsTheDocumentSays() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String[]>> rows = FaultCase.all().stream()
                    .map(fault -> threads.submit(() -> row(fault)))
                    .toList();
            String table = MarkdownTable.of(
                    MarkdownTable.cells("Fly", "end state", "message"),
                    rows.stream().map(FlyFaultsTest::value));
            Block.of("docs/control-plane.md", "faults of Fly", () -> table).verify();
        }
    }

    private static String[] row(FaultCase fault) {
        try (FlyBench bench = FlyBench.open()) {
            FaultCase.Outcome outcome = fault.met(bench);
            assertThat(outcome.end())
                    .as(fault.fault() + ": " + outcome.message())
                    .isEqualTo(fault.end());
            assertEnd(bench, fault);
            if (!fault.fault().contains("another's")) {
                assertMadeOnceInTheEnd(bench);
            }
            return MarkdownTable.cells(fault.fault(), fault.end().words(), outcome.message());
        }
    }

    private static void assertEnd(FlyBench bench, FaultCase fault) {
        boolean isThere = bench.fake().apps().contains(FaultCase.app());
        List<String> machines = isThere ? bench.fake().machines(FaultCase.app()) : List.of();
        List<String> secrets = isThere ? bench.fake().secrets(FaultCase.app()) : List.of();
        switch (fault.end()) {
            case READY, PENDING -> assertThat(machines).as(fault.fault()).containsExactly("web-r1-0 started");
            case LATER -> assertThat(machines).as(fault.fault()).isEmpty();
            case REFUSED ->
                assertThat(List.of(machines, secrets)).as(fault.fault()).containsOnly(List.of());
        }
    }

    /// Another control plane orders the same when Fly is well again.
    private static void assertMadeOnceInTheEnd(FlyBench bench) {
        bench.fake().script().heal();
        bench.fake().lag(0);
        bench.fake().checksSay(Optional.empty());
        InstanceOrder order = FaultCase.order(bench, 1);

        assertThat(bench.another().ensureInstance(order, WITHIN)).isInstanceOf(Ensured.Ready.class);

        assertThat(bench.fake().apps()).containsExactly(FaultCase.app());
        assertThat(bench.fake().machines(FaultCase.app())).containsExactly("web-r1-0 started");
        assertThat(bench.fake().machinesEver()).isEqualTo(1);
        assertThat(bench.fake().addresses(FaultCase.app())).isEqualTo(2);
        assertThat(bench.fake().secrets(FaultCase.app())).hasSize(1);
    }

    private static String[] value(Future<String[]> row) {
        try {
            return row.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void aMachineSeesTheSecretsThatWereSetForIt() {
        try (FlyBench bench = FlyBench.open()) {
            InstanceOrder light = FaultCase.order(bench, 1);
            var order =
                    new InstanceOrder(light.name(), light.label(), bench.server(Map.of("SHOW", "DATABASE_URL_FILE")));

            assertThat(bench.runtime().ensureInstance(order, WITHIN)).isInstanceOf(Ensured.Ready.class);

            assertThat(bench.runtime()
                            .tail(order.name(), OutputCursor.BEGINNING)
                            .lines())
                    .contains("the secret is postgres://***@db/x, as it is");
        }
    }
}
