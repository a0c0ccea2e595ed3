package dev.toolbridge.tenants.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.InstanceOrder;
import dev.toolbridge.tenants.runtime.InstanceSelection;
import dev.toolbridge.tenants.runtime.InstanceState;
import dev.toolbridge.tenants.runtime.Observed;
import dev.toolbridge.tenants.runtime.OutputCursor;
import dev.toolbridge.tenants.runtime.RunOutcome;
import dev.toolbridge.tenants.runtime.Stopped;
import dev.toolbridge.tests.process.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Kills of supervisord, of instances, and the end of the control plane.
class SurvivalTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(10);
    private final ProcessBench bench = ProcessBench.open();
    private final UUID tenant = UUID.randomUUID();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void allInstancesComeBackAtTheirPortsAfterAKillOfSupervisord() {
        List<Observed> before = bench.ready(IntStream.range(0, 3)
                .mapToObj(number -> order(number, Map.of("CHILD", "600")))
                .toList());
        List<ProcessHandle> processes =
                before.stream().map(SurvivalTest::handle).toList();
        Set<ProcessHandle> old = strays();
        assertThat(old).hasSize(6);

        bench.killSupervisord();
        processes.forEach(ProcessBench::awaitEnd);
        assertThat(strays()).as("the children that outlive it").hasSize(3);
        ProcessBench.awaitStarts(new ProcessRuntime(bench.config()));

        Await.until(
                BACK_MAX,
                () -> running().equals(addresses(before)),
                () -> "back are " + running() + " of " + addresses(before));
        assertThat(strays()).doesNotContainAnyElementsOf(old);
        before.forEach(instance ->
                Await.until(BACK_MAX, () -> FreePorts.isOpen(port(instance)), () -> "no answer at " + port(instance)));
    }

    @Test
    void theInstancesOfTheTenantThatWroteLastComeBackFirst() throws IOException {
        List<InstanceOrder> orders = writtenOneAfterTheOther();

        bench.killSupervisord();
        var other = new ProcessRuntime(bench.config());
        assertThat(other.ensureRunning()).isFalse();

        assertThat(state(other, orders.getLast().name())).isEqualTo(InstanceState.STARTING);
        assertThat(orders.subList(0, StartQueue.atOnce()))
                .extracting(order -> state(other, order.name()))
                .containsOnly(InstanceState.RUNNING);
        ProcessBench.awaitStarts(other);
        assertThat(orders).extracting(order -> state(other, order.name())).containsOnly(InstanceState.RUNNING);
    }

    @Test
    void anInstanceWhoseStartIsRefusedKeepsNoOtherBackAndIsTriedAgain() throws IOException {
        List<InstanceOrder> orders = writtenOneAfterTheOther();
        Path file = bench.folder().program(orders.getFirst().name());
        String text = Files.readString(file);
        String program = text.replaceFirst("(?s).*command=\"([^\"]+)\".*", "$1");
        Path away = bench.artefacts().resolve("away");
        Files.writeString(file, text.replaceFirst("command=\"[^\"]+\"", "command=\"" + away + "\""));

        bench.killSupervisord();
        var other = new ProcessRuntime(bench.config());
        Await.until(
                ProcessBench.READY_MAX,
                () -> !other.ensureRunning()
                        && orders.stream()
                                .skip(1)
                                .allMatch(order -> state(other, order.name()) == InstanceState.RUNNING),
                () -> "the others wait");

        assertThat(state(other, orders.getFirst().name())).isEqualTo(InstanceState.STARTING);
        Files.createSymbolicLink(away, Path.of(program));
        ProcessBench.awaitStarts(other);
        assertThat(state(other, orders.getFirst().name())).isEqualTo(InstanceState.RUNNING);
    }

    /// Instances of different tenants, one more than start at once. The first has written last.
    private List<InstanceOrder> writtenOneAfterTheOther() throws IOException {
        List<InstanceOrder> orders = Stream.generate(UUID::randomUUID)
                .map(other -> new InstanceName(other, "app", 1, "web", 0))
                .map(name -> ProcessBench.order(name, bench.server(Map.of())))
                .limit(StartQueue.atOnce() + 1L)
                .toList();
        assertThat(bench.ready(orders)).hasSameSizeAs(orders);
        for (int place = 0; place < orders.size(); place++) {
            Files.setLastModifiedTime(
                    bench.folder().output(orders.get(place).name()),
                    FileTime.from(Instant.now().minusSeconds(place + 1)));
        }
        return orders;
    }

    private static InstanceState state(ProcessRuntime runtime, InstanceName name) {
        return runtime.observe(InstanceSelection.of(name.tenant())).getFirst().state();
    }

    @Test
    void aKilledInstanceIsStartedAgain() {
        InstanceOrder order = order(0, Map.of());
        Observed first = bench.ready(order);

        ProcessHandle killed = handle(first);
        assertThat(killed.destroyForcibly()).isTrue();
        ProcessBench.awaitEnd(killed);
        Observed second = bench.ready(order);

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.addresses()).isEqualTo(first.addresses());
        assertThat(bench.runtime().tail(order.name(), OutputCursor.BEGINNING).lines())
                .containsExactly("hello", "hello");
    }

    @Test
    void anInstanceWhosePortAnotherProgramTookGetsAnother() throws IOException {
        InstanceOrder order = order(0, Map.of());
        int port = port(bench.ready(order));
        bench.killSupervisord();
        Await.until(BACK_MAX, () -> !FreePorts.isOpen(port), () -> "it does not end");
        try (var stranger = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            bench.awaitStarts();
            Await.until(
                    BACK_MAX,
                    () -> observed().state() == InstanceState.DISPLACED,
                    () -> "it is " + observed().state());
            assertThat(bench.runtime().failing()).containsExactly(tenant);

            Observed moved = bench.ready(order);

            assertThat(port(moved)).isNotEqualTo(port);
            assertThat(observed().state()).isEqualTo(InstanceState.RUNNING);
            assertThat(stranger.isBound()).isTrue();
            assertThat(bench.runtime().failing()).isEmpty();
        }
    }

    @Test
    void anInstanceWhosePortAnotherProgramTookIsStopped() throws IOException {
        InstanceOrder order = order(0, Map.of());
        int port = port(bench.ready(order));
        bench.killSupervisord();
        Await.until(BACK_MAX, () -> !FreePorts.isOpen(port), () -> "it does not end");
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(bench.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());
        }
    }

    private Observed observed() {
        return bench.runtime().observe(InstanceSelection.of(tenant)).getFirst();
    }

    @Test
    void anotherControlPlaneFindsTheInstanceAndStopsIt() {
        InstanceOrder order = order(0, Map.of());
        Observed first = bench.ready(order);
        ProcessHandle process = handle(first);
        var other = new ProcessRuntime(bench.config());

        assertThat(other.observe(InstanceSelection.of(tenant)))
                .singleElement()
                .satisfies(found -> assertThat(found.pid()).isEqualTo(first.pid()));
        assertThat(other.ensureStopped(order.name())).isEqualTo(new Stopped.Gone());
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void whatIsStoppedWhileSupervisordIsDownDoesNotComeBack() {
        InstanceOrder order = order(0, Map.of("CHILD", "600"));
        bench.ready(order);
        bench.killSupervisord();

        assertThat(bench.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());
        bench.awaitStarts();

        assertThat(strays()).isEmpty();
        assertThat(bench.runtime().observe(InstanceSelection.of(tenant))).isEmpty();
    }

    @Test
    void aRunThatSupervisordTookWithItIsNotRunAgain() {
        InstanceOrder run = ProcessBench.order(tenant, bench.command(Map.of("SAY", "half")));
        assertThat(bench.runtime().runOnce(run, Duration.ZERO)).isInstanceOf(RunOutcome.Running.class);
        Await.until(
                BACK_MAX,
                () -> bench.runtime()
                        .tail(run.name(), OutputCursor.BEGINNING)
                        .lines()
                        .contains("half"),
                () -> "nothing is said");

        bench.killSupervisord();
        bench.awaitStarts();

        assertThat(bench.runtime().runOnce(run, BACK_MAX))
                .isInstanceOfSatisfying(RunOutcome.Interrupted.class, interrupted -> assertThat(
                                interrupted.failure().lastLines())
                        .containsExactly("half"));
        assertThat(bench.runtime().runOnce(run, BACK_MAX)).isInstanceOf(RunOutcome.Interrupted.class);
        assertThat(strays()).isEmpty();
    }

    @Test
    void twoControlPlanesStartOneSupervisordAndGiveNoPortTwice() {
        var other = new ProcessRuntime(bench.config());
        List<ProcessRuntime> both = List.of(bench.runtime(), other);

        IntStream.range(0, 6)
                .mapToObj(number -> Thread.ofVirtual().start(() -> both.get(number % 2)
                        .ensureInstance(order(number, Map.of()), ProcessBench.READY_MAX)))
                .toList()
                .forEach(SurvivalTest::join);

        assertThat(addresses(bench.runtime().observe(InstanceSelection.of(tenant))))
                .hasSize(6);
        assertThat(running()).hasSize(6);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private InstanceOrder order(int number, Map<String, String> settings) {
        return ProcessBench.order(new InstanceName(tenant, "app", 1, "web", number), bench.server(settings));
    }

    private Set<Integer> running() {
        return addresses(bench.runtime().observe(InstanceSelection.of(tenant)).stream()
                .filter(instance -> instance.state() == InstanceState.RUNNING)
                .filter(instance -> FreePorts.isOpen(port(instance)))
                .toList());
    }

    private static Set<Integer> addresses(List<Observed> instances) {
        return instances.stream().map(SurvivalTest::port).collect(Collectors.toSet());
    }

    private static int port(Observed instance) {
        return instance.addresses().get("http").getPort();
    }

    private static ProcessHandle handle(Observed instance) {
        return ProcessHandle.of(instance.pid().orElseThrow()).orElseThrow();
    }

    private Set<ProcessHandle> strays() {
        return Set.copyOf(Strays.of(bench.folder().instances()));
    }
}
