package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.runtime.Capability;
import dev.toolbridge.tenants.runtime.Ensured;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tenants.runtime.Workload;
import dev.toolbridge.tests.process.Await;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// The ends of instances: by order, by force, and by the kernel for their memory.
class StopAndMemoryTest {
    private static final ProcessBench BENCH = ProcessBench.open();

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void whatDoesNotHeedTheSignalIsKilledAfterItsTimeWithAllThatItStarted() {
        InstanceOrder order = order(BENCH.server(Map.of("DEAF", "1", "CHILD", "600")));
        BENCH.ready(order);
        Path folder = BENCH.folder().instance(order.name());
        List<ProcessHandle> both = Strays.of(folder);
        assertThat(both).hasSize(2);
        Instant begin = Instant.now();

        assertThat(BENCH.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());

        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(ProcessBench.STOP.minusSeconds(1));
        assertThat(Strays.of(folder)).isEmpty();
        assertThat(folder).doesNotExist();
        assertThat(BENCH.folder().program(order.name())).doesNotExist();
    }

    @Test
    void anInstanceThatFailsIsStoppedToo() {
        InstanceOrder order = order(BENCH.server(Map.of("EXIT", "1")));
        assertThat(BENCH.runtime().ensureInstance(order, Duration.ZERO))
                .isInstanceOfAny(Ensured.Pending.class, Ensured.Failed.class);

        assertThat(BENCH.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());
        assertThat(BENCH.runtime().observe(InstanceSelection.of(order.name().tenant())))
                .isEmpty();
    }

    @Test
    void withoutAHealthPathAnOpenPortIsReadyButUnchecked() {
        Workload server = BENCH.server(Map.of());
        InstanceOrder order = order(new Workload(
                server.artefact(),
                server.command(),
                server.settings(),
                server.secrets(),
                server.ports(),
                server.memoryMb(),
                Optional.empty(),
                server.stopTimeout()));
        Instant begin = Instant.now();

        assertThat(BENCH.runtime().ensureInstance(order, ProcessBench.READY_MAX))
                .isInstanceOfSatisfying(Ensured.Ready.class, ready -> assertThat(ready.isChecked())
                        .isFalse());
        assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(ReadinessWatch.UNCHECKED_MIN);
    }

    @Test
    void aWorkerWithoutPortsIsReadyWhenItHasRunForAWhile() {
        assertThat(BENCH.runtime().ensureInstance(order(BENCH.command(Map.of())), ProcessBench.READY_MAX))
                .isInstanceOfSatisfying(Ensured.Ready.class, ready -> {
                    assertThat(ready.isChecked()).isFalse();
                    assertThat(ready.instance().addresses()).isEmpty();
                });
    }

    @Test
    void theKernelEndsAnInstanceThatTakesMoreMemoryThanItsShare() {
        boolean isLimited =
                BENCH.runtime().capabilities().of(Capability.MEMORY_LIMITED).isTrue();
        if (!isLimited) {
            System.out.println("NOT TESTED: control groups cannot be made here");
        }
        Assumptions.assumeTrue(isLimited);
        InstanceOrder order = order(BENCH.server(Map.of()));
        Observed first = BENCH.ready(order);

        ProcessBench.page(first, "/eat?mb=50");
        assertThat(observed(order).pid()).isEqualTo(first.pid());
        try {
            ProcessBench.page(first, "/eat?mb=200");
        } catch (UncheckedIOException ended) {
            assertThat(ended).isNotNull();
        }

        Await.until(
                ProcessBench.READY_MAX,
                () -> !observed(order).pid().equals(first.pid()),
                () -> "it has 250 MiB of 128");
        assertThat(Machine.of(BENCH.config()).failure(order.name()).ending())
                .isEqualTo("terminated by SIGKILL: its memory limit was reached");
        BENCH.ready(order);
        Path group = Machine.of(BENCH.config())
                .files()
                .memory()
                .parent()
                .orElseThrow()
                .resolve(order.name().toString());
        assertThat(group).exists();
        BENCH.runtime().ensureStopped(order.name());
        assertThat(group).doesNotExist();
    }

    @Test
    void withoutControlGroupsTheConditionSaysSo() {
        var missing = MemoryGroups.at(BENCH.artefacts());

        assertThat(missing.condition().isTrue()).isFalse();
        assertThat(missing.condition().reason()).isNotBlank();
        assertThat(missing.words(order(BENCH.server(Map.of())).name(), 64)).isEmpty();
        assertThat(MemoryGroups.at(Path.of("/proc")).condition().isTrue()).isFalse();
    }

    @Test
    void anInstanceThatDoesNotStayUpIsGivenUp() {
        InstanceOrder order = order(BENCH.server(Map.of("EXIT", "9")));
        assertThat(BENCH.runtime().ensureInstance(order, ProcessBench.READY_MAX))
                .isInstanceOf(Ensured.Failed.class);

        assertThat(observed(order).state()).isEqualTo(InstanceState.FAILED);
        assertThat(Files.exists(BENCH.folder().program(order.name()))).isTrue();
    }

    private static Observed observed(InstanceOrder order) {
        return BENCH.runtime().observe(InstanceSelection.of(order.label())).getFirst();
    }

    private static InstanceOrder order(Workload workload) {
        return ProcessBench.order(UUID.randomUUID(), workload);
    }
}
