package dev.toolbridge.tenants.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.rollout.RolloutStore.Outcome;
import dev.toolbridge.tenants.rollout.RolloutTenant.State;
import dev.toolbridge.tenants.store.OperationQuestion;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A release is brought to tenants in waves, whatever becomes of deployments and servers.
class RolloutsTest {
    private final RolloutWorld world = new RolloutWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void eachWaveBeginsWhenTheOneBeforeIsOver() {
        List<Tenant> tenants = world.tenants(5);
        world.control.alter("UPDATE tenant SET suspended = true, status = 'suspended' WHERE slug = 'tenant-4'");
        world.held.add(tenants.getFirst().ref());
        world.server();

        UUID rollout = world.begin(0, 20, 60, 100);
        world.await(rollout, State.RUNNING, 1);
        assertThat(waves(rollout)).containsExactly(1, 2, 2, 3, 3);
        assertThat(world.rollout(rollout).count(State.PENDING)).isEqualTo(4);
        world.held.clear();
        world.await(rollout, RolloutStatus.SUCCEEDED);

        assertThat(world.rollout(rollout).count(State.SUCCEEDED)).isEqualTo(5);
        assertThat(world.rollout(rollout).finishedAt()).isPresent();
        assertThat(List.copyOf(world.deployed).getFirst())
                .isEqualTo(tenants.getFirst().ref());
        assertThat(world.control.tenants().find("tenant-4").orElseThrow().suspended())
                .isTrue();
        assertThat(operations(tenants.get(4))).singleElement().satisfies(deploy -> assertThat(
                        deploy.input().path("artefact").asText())
                .isEqualTo("next"));
    }

    @Test
    void sharesAreRoundedUp() {
        assertThat(IntStream.range(0, 3).map(place -> RolloutStore.wave(List.of(1, 50, 100), place, 3)))
                .containsExactly(1, 2, 3);
        assertThat(IntStream.range(0, 100).map(place -> RolloutStore.wave(List.of(1, 10, 100), place, 100)))
                .startsWith(1, 2)
                .contains(3)
                .endsWith(3);
        assertThat(RolloutStore.wave(List.of(100), 0, 1)).isEqualTo(1);
    }

    @Test
    void stopsItselfWhenMoreHaveFailedThanItMayGoOnWith() {
        List<Tenant> tenants = world.tenants(4);
        tenants.subList(0, 2).forEach(tenant -> world.failing.add(tenant.ref()));
        world.server();

        UUID rollout = world.begin(1, 25, 50, 75, 100);
        world.await(rollout, RolloutStatus.STOPPED);

        assertThat(world.store.tenants(rollout))
                .extracting(RolloutTenant::state)
                .containsExactly(State.FAILED, State.FAILED, State.PENDING, State.PENDING);
        assertThat(world.store.tenants(rollout).getFirst().problem()).contains("it is bad");
        assertThat(world.deployed).hasSize(2);

        world.failing.clear();
        assertThat(world.change(rollout, RolloutStatus.RUNNING)).isEqualTo(new Outcome.Done(rollout));
        world.await(rollout, RolloutStatus.SUCCEEDED);
        assertThat(world.rollout(rollout).count(State.SUCCEEDED)).isEqualTo(4);
        assertThat(world.deployed).hasSize(6);
    }

    @Test
    void waitsForATenantThatIsBeingChangedAndLeavesOutThoseThatHaveItOrLeave() {
        List<Tenant> tenants = world.tenants(3);
        Tenant busy = tenants.getFirst();
        world.held.add(busy.ref());
        Started other = world.control.operations().start(busy.ref(), TestPlan.order(world.plan()), Origin.OURS);
        world.control.alter("INSERT INTO tenant_release (tenant_ref, number, operation_id, artefact, status) VALUES ('"
                + tenants.get(1).ref() + "', 1, gen_random_uuid(), 'next', 'running')");

        UUID rollout = world.begin(0, 100);
        world.control.alter("UPDATE tenant SET status = 'retained' WHERE slug = 'tenant-2'");
        world.server();
        world.await(rollout, State.SKIPPED, 2);
        assertThat(world.rollout(rollout).count(State.PENDING)).isEqualTo(1);
        world.held.clear();
        world.await(rollout, RolloutStatus.SUCCEEDED);

        assertThat(world.rollout(rollout).count(State.SUCCEEDED)).isEqualTo(1);
        assertThat(operations(busy))
                .hasSize(2)
                .extracting(Operation::id)
                .contains(((Started.Accepted) other).operation().id());
        assertThat(world.store.tenants(rollout))
                .extracting(tenant -> tenant.problem().orElse(""))
                .contains("it has the release", "it is retained");
    }

    @Test
    void pausesAndIsCancelled() {
        List<Tenant> tenants = world.tenants(2);
        world.held.add(tenants.getFirst().ref());
        world.server();
        UUID rollout = world.begin(0, 50, 100);
        world.await(rollout, State.RUNNING, 1);

        assertThat(world.change(rollout, RolloutStatus.PAUSED)).isEqualTo(new Outcome.Done(rollout));
        assertThat(world.change(rollout, RolloutStatus.PAUSED)).isEqualTo(new Outcome.NotAllowed(RolloutStatus.PAUSED));
        world.held.clear();
        world.await(rollout, State.SUCCEEDED, 1);
        assertThat(world.rollout(rollout).count(State.PENDING)).isEqualTo(1);
        assertThat(world.store.create(
                        new RolloutOrder(UUID.randomUUID(), "x", List.of(100), 0, 0, ""), "{}", Origin.OURS))
                .isEqualTo(new Outcome.InProgress(rollout));

        assertThat(world.change(rollout, RolloutStatus.CANCELLED)).isEqualTo(new Outcome.Done(rollout));
        assertThat(world.rollout(rollout).count(State.SKIPPED)).isEqualTo(1);
        assertThat(world.change(rollout, RolloutStatus.RUNNING))
                .isEqualTo(new Outcome.NotAllowed(RolloutStatus.CANCELLED));
        assertThat(world.change(UUID.randomUUID(), RolloutStatus.PAUSED)).isEqualTo(new Outcome.Missing());
        assertThat(world.deployed).containsExactly(tenants.getFirst().ref());
    }

    @Test
    void ofTwoServersOneStartsEachDeploymentAndTheOtherGoesOn() {
        List<Tenant> tenants = world.tenants(8);
        tenants.forEach(tenant -> world.held.add(tenant.ref()));
        var first = world.server();
        world.server();
        UUID rollout = world.begin(0, 50, 100);
        world.await(rollout, State.RUNNING, 4);

        first.close();
        world.held.clear();
        world.await(rollout, RolloutStatus.SUCCEEDED);

        assertThat(world.deployed)
                .containsExactlyInAnyOrderElementsOf(
                        tenants.stream().map(Tenant::ref).toList());
        tenants.forEach(tenant -> assertThat(operations(tenant)).hasSize(1));
    }

    @Test
    void aServerThatWakesLateStartsNothing() {
        Tenant tenant = world.tenants(1).getFirst();
        UUID rollout = world.begin(0, 100);
        var leases = new RolloutLeases(world.control.database());
        RolloutLease frozen = leases.claim(Duration.ZERO).getFirst();
        RolloutTenant pending = leases.next(rollout).getFirst();
        assertThat(leases.claim(Duration.ofMinutes(1))).hasSize(1);

        assertThat(catchThrowable(() -> leases.settle(frozen, pending.with(State.RUNNING, ""))))
                .isInstanceOf(RolloutLease.Lost.class);
        leases.end(frozen, RolloutStatus.SUCCEEDED);

        assertThat(world.rollout(rollout).status()).isEqualTo(RolloutStatus.RUNNING);
        assertThat(world.rollout(rollout).count(State.PENDING)).isEqualTo(1);
        assertThat(operations(tenant)).isEmpty();
    }

    /// The deployments of a tenant.
    private List<Operation> operations(Tenant tenant) {
        return world
                .control
                .operations()
                .page(new OperationQuestion(Optional.of(tenant.ref()), Optional.empty(), Optional.empty(), 100))
                .stream()
                .filter(operation -> operation.kind().equals("deploy"))
                .toList();
    }

    private List<Integer> waves(UUID rollout) {
        return world.store.tenants(rollout).stream()
                .map(RolloutTenant::wave)
                .sorted()
                .toList();
    }
}
