package dev.toolbridge.tenants.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TestPlan;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The tenant's status through its operations: cancelled, suspended in between, destroyed.
class CourseTest {
    private final EngineWorld world = new EngineWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void cancelEndsTheStepWhereItAsksAndTakesBack() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var undone = new ConcurrentLinkedQueue<String>();
        var plan = new OperationPlan(
                TestPlan.PROVISION,
                List.of(EngineWorld.step("hangs", context -> {
                    begun.countDown();
                    while (!go.await(20, TimeUnit.MILLISECONDS)) {
                        Hold.require();
                    }
                    return EngineWorld.done("ok", "never");
                })),
                List.of(EngineWorld.step("undo", context -> {
                    undone.add(context.label());
                    return EngineWorld.done("ok", "yes");
                })));
        Engine engine = world.engine(plan);
        var created = (Creation.Created)
                world.control().tenants().create(TestPlan.tenant("cancelled"), TestPlan.order(plan), Origin.OURS);
        engine.hint(created.operation().id());
        begun.await();
        world.control().operations().cancel(created.operation().id(), _ -> true, Origin.OURS);
        engine.hint(created.operation().id());

        Operation ended = EngineWorld.ended(engine, created.operation());
        assertThat(ended.status()).isEqualTo(OperationStatus.CANCELLED);
        assertThat(undone)
                .containsExactly(
                        created.tenant().ref() + "/" + created.operation().id());
        assertThat(world.tenant(created.tenant()).status()).isEqualTo(TenantStatus.DESTROYED);
        assertThat(world.control()
                        .tenants()
                        .create(TestPlan.tenant("cancelled"), TestPlan.order(TestPlan.PROVISION), Origin.OURS))
                .as("a tenant that was never active leaves its slug free")
                .isInstanceOf(Creation.Created.class);
        assertThat(world.control().operations().cancel(ended.id(), _ -> true, Origin.OURS))
                .isEqualTo(new Started.NotAllowed("cancelled"));
    }

    @Test
    void staysSuspendedWhenTheChangeThatRanBesideEnds() throws Exception {
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        OperationPlan deploy = EngineWorld.plan(TestPlan.DEPLOY, EngineWorld.step("deploys", context -> {
            begun.countDown();
            go.await();
            return EngineWorld.done("ok", "yes");
        }));
        OperationPlan suspend = TestPlan.plan(TestPlan.SUSPEND);
        OperationPlan resume = TestPlan.plan(TestPlan.RESUME);
        Engine engine = world.engine(deploy, suspend, resume);
        Tenant tenant = world.control().active("suspended");
        Operation deployment = world.start(engine, tenant, deploy);
        begun.await();
        EngineWorld.ended(engine, world.start(engine, tenant, suspend));
        assertThat(world.tenant(tenant).status()).isEqualTo(TenantStatus.SUSPENDED);

        go.countDown();
        EngineWorld.ended(engine, deployment);
        assertThat(world.tenant(tenant).status()).isEqualTo(TenantStatus.SUSPENDED);
        EngineWorld.ended(engine, world.start(engine, tenant, resume));
        assertThat(world.tenant(tenant).status()).isEqualTo(TenantStatus.ACTIVE);
    }

    @Test
    void keepsTheSlugOfADestroyedTenantNinetyDays() throws Exception {
        OperationPlan destroy = TestPlan.plan(TestPlan.DESTROY);
        Engine engine = world.engine(destroy);
        Tenant tenant = world.control().active("destroyed");
        EngineWorld.ended(engine, world.start(engine, tenant, destroy));

        assertThat(world.tenant(tenant).destroyedAt()).isPresent();
        assertThat(world.control()
                        .tenants()
                        .create(TestPlan.tenant("destroyed"), TestPlan.order(TestPlan.PROVISION), Origin.OURS))
                .isEqualTo(new Creation.SlugTaken());
        world.control()
                .alter("DO $$ BEGIN ASSERT (SELECT free_at BETWEEN now() + interval '89 days' AND now() + interval"
                        + " '90 days' FROM slug WHERE slug = 'destroyed'); END $$");
    }
}
