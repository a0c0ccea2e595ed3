package dev.toolbridge.tenants.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.runtime.fly.FlyBench;
import dev.toolbridge.tenants.runtime.process.ProcessBench;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The promises of every runtime. Each is tested with each runtime that there is.
class RuntimeContractTest {
    private static final Duration READY_MAX = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(3);

    private static List<RuntimeCase> opened = List.of();

    @BeforeAll
    static void open() {
        opened = List.of(ProcessBench.open(), FlyBench.open());
    }

    @AfterAll
    static void close() {
        opened.forEach(RuntimeCase::close);
    }

    static List<RuntimeCase> runtimes() {
        return opened;
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void anInstanceIsMadeOnceAndObservedByItsLabel(RuntimeCase tried) throws IOException {
        InstanceOrder order = order(tried.server(Map.of()));

        Observed first = ready(tried, order);
        Observed again = ready(tried, order);

        assertThat(same(again)).isEqualTo(same(first));
        assertThat(isOpen(first.addresses().get("http"))).isTrue();
        assertThat(tried.runtime().observe(InstanceSelection.of(order.label())))
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.name()).isEqualTo(order.name());
                    assertThat(found.label()).isEqualTo(order.label());
                    assertThat(found.state()).isEqualTo(InstanceState.RUNNING);
                });
        assertThat(tried.runtime().observe(InstanceSelection.of(UUID.randomUUID())))
                .isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void aLaterLaunchAdoptsTheSameContentAndReplacesOther(RuntimeCase tried) {
        InstanceOrder order = order(tried.server(Map.of()));
        Observed first = ready(tried, order);

        var adopted = ready(tried, labelled(order, order.workload()));
        var replaced = ready(tried, labelled(order, tried.server(Map.of("SAY", "other"))));

        assertThat(same(adopted)).isEqualTo(same(first));
        assertThat(adopted.label()).isNotEqualTo(first.label());
        assertThat(same(replaced)).isNotEqualTo(same(first));
        assertThat(tried.runtime().observe(InstanceSelection.of(order.name().tenant())))
                .extracting(Observed::label)
                .containsExactly(replaced.label());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void whatIsStoppedIsGoneAndItsOutputStays(RuntimeCase tried) throws IOException {
        InstanceOrder order = order(tried.server(Map.of("SAY", "here I was")));
        Observed running = ready(tried, order);

        assertThat(tried.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());
        assertThat(tried.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());

        assertThat(isOpen(running.addresses().get("http"))).isFalse();
        assertThat(tried.runtime().observe(InstanceSelection.of(order.name().tenant())))
                .isEmpty();
        assertThat(tried.runtime().tail(order.name(), OutputCursor.BEGINNING).lines())
                .contains("here I was");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void aFailureNamesTheStatusAndTheLastLinesWithoutCredentials(RuntimeCase tried) {
        var order = order(tried.server(Map.of("EXIT", "3", "SAY", "cannot open postgres://app:hunter2@db/x")));

        assertThat(tried.runtime().ensureInstance(order, READY_MAX))
                .isInstanceOfSatisfying(Ensured.Failed.class, failed -> {
                    assertThat(failed.failure().name()).isEqualTo(order.name());
                    assertThat(failed.failure().ending()).contains("3");
                    assertThat(failed.failure().lastLines()).contains("cannot open postgres://***@db/x");
                });
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void anInstanceThatIsNotReadyInTimeIsPending(RuntimeCase tried) {
        var order = order(tried.server(Map.of("HEALTH_STATUS", "503")));

        assertThat(tried.runtime().ensureInstance(order, SHORT))
                .isInstanceOfSatisfying(Ensured.Pending.class, pending -> assertThat(pending.reason())
                        .contains("503"));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void aCommandRunsOnceForEachLaunch(RuntimeCase tried) {
        var order = order(tried.command(Map.of("EXIT", "4", "SAY", "migrated")));
        var finished = new RunOutcome.Finished(4, List.of("migrated"));

        assertThat(tried.runtime().runOnce(order, READY_MAX)).isEqualTo(finished);
        assertThat(tried.runtime().runOnce(order, READY_MAX)).isEqualTo(finished);
        assertThat(allLines(tried, order)).containsExactly("migrated");

        var later = labelled(order, tried.command(Map.of("EXIT", "0", "SAY", "again")));
        assertThat(tried.runtime().runOnce(later, READY_MAX)).isEqualTo(new RunOutcome.Finished(0, List.of("again")));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void aCommandThatIsStoppedIsInterruptedForGood(RuntimeCase tried) {
        var order = order(tried.command(Map.of("SAY", "half")));

        assertThat(tried.runtime().runOnce(order, SHORT)).isInstanceOf(RunOutcome.Running.class);
        assertThat(tried.runtime().ensureStopped(order.name())).isEqualTo(new Stopped.Gone());

        assertThat(tried.runtime().runOnce(order, SHORT)).isInstanceOf(RunOutcome.Interrupted.class);
        assertThat(allLines(tried, order)).containsExactly("half");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void anOrderOfAnUnknownArtefactIsRefusedAndLeavesNothing(RuntimeCase tried) {
        Workload known = tried.server(Map.of());
        tried.runtime().ensureInstance(order(known), READY_MAX);
        var order = order(new Workload(
                "unknown",
                known.command(),
                known.settings(),
                known.secrets(),
                known.ports(),
                known.memoryMb(),
                known.healthPath(),
                known.stopTimeout()));

        assertThat(tried.runtime().ensureInstance(order, SHORT))
                .isInstanceOfSatisfying(Ensured.Refused.class, refused -> assertThat(refused.reason())
                        .contains("unknown"));
        assertThat(tried.runtime().runOnce(order, SHORT)).isInstanceOf(RunOutcome.Refused.class);
        assertThat(tried.runtime().observe(InstanceSelection.of(order.name().tenant())))
                .isEmpty();
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void destroyingATenantLeavesOthers(RuntimeCase tried) {
        InstanceOrder one = order(tried.server(Map.of()));
        InstanceOrder other = order(tried.server(Map.of()));
        ready(tried, one);
        Observed left = ready(tried, other);

        assertThat(tried.runtime().destroy(InstanceSelection.of(one.name().tenant())))
                .isEqualTo(new Stopped.Gone());
        assertThat(tried.runtime().destroy(InstanceSelection.of(one.name().tenant())))
                .isEqualTo(new Stopped.Gone());

        assertThat(tried.runtime().observe(InstanceSelection.of(one.name().tenant())))
                .isEmpty();
        assertThat(allLines(tried, one)).isEmpty();
        assertThat(same(ready(tried, other))).isEqualTo(same(left));
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("runtimes")
    void everyCapabilityIsThereOrHasAReason(RuntimeCase tried) {
        assertThat(tried.runtime().capabilities().conditions())
                .hasSameSizeAs(Capability.values())
                .allSatisfy(condition -> assertThat(condition.reason()).isNotBlank());
    }

    /// The process or the machine that an instance is.
    private static List<Object> same(Observed instance) {
        return List.of(instance.pid(), instance.addresses());
    }

    private static List<String> allLines(RuntimeCase tried, InstanceOrder order) {
        List<String> all = new ArrayList<>();
        OutputPage page = tried.runtime().tail(order.name(), OutputCursor.BEGINNING);
        while (!page.lines().isEmpty()) {
            all.addAll(page.lines());
            page = tried.runtime().tail(order.name(), page.next());
        }
        return all;
    }

    private static Observed ready(RuntimeCase tried, InstanceOrder order) {
        Ensured ensured = tried.runtime().ensureInstance(order, READY_MAX);
        assertThat(ensured).isInstanceOf(Ensured.Ready.class);
        return ((Ensured.Ready) ensured).instance();
    }

    /// The order of a tenant of its own.
    private static InstanceOrder order(Workload workload) {
        var name = new InstanceName(UUID.randomUUID(), "app", 1, "web", 0);
        return new InstanceOrder(name, new Label(name.tenant(), UUID.randomUUID(), UUID.randomUUID()), workload);
    }

    /// Another launch for the same name.
    private static InstanceOrder labelled(InstanceOrder order, Workload workload) {
        var label = new Label(order.name().tenant(), UUID.randomUUID(), UUID.randomUUID());
        return new InstanceOrder(order.name(), label, workload);
    }

    private static boolean isOpen(InetSocketAddress address) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(address);
            return true;
        } catch (ConnectException _) {
            return false;
        }
    }
}
