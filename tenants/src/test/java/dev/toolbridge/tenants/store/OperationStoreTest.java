package dev.toolbridge.tenants.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class OperationStoreTest {
    private static final TestControl CONTROL = new TestControl();

    private final OperationStore operations = CONTROL.operations();

    @AfterAll
    static void close() {
        CONTROL.close();
    }

    @Test
    void startsOneChangingOperationATenantAndLetsSuspendComeBetween() {
        Tenant tenant = CONTROL.active("one-at-a-time");
        Operation deploy = accepted(start(tenant, TestPlan.DEPLOY));

        assertThat(CONTROL.tenants().find(tenant.ref()).orElseThrow().status()).isEqualTo(TenantStatus.UPDATING);
        assertThat(start(tenant, TestPlan.DEPLOY)).isEqualTo(new Started.InProgress(deploy.id(), "deploy"));
        Operation suspend = accepted(start(tenant, TestPlan.SUSPEND));
        assertThat(start(tenant, TestPlan.SUSPEND)).isEqualTo(new Started.InProgress(suspend.id(), "suspend"));
    }

    @Test
    void refusesWhatTheStatusDoesNotAllow() {
        assertThat(start(CONTROL.active("not-suspended"), TestPlan.RESUME)).isEqualTo(new Started.NotAllowed("active"));
        assertThat(operations.start(UUID.randomUUID(), TestPlan.order(TestPlan.DEPLOY), Origin.OURS))
                .isEqualTo(new Started.Missing());
    }

    @Test
    void retriesWhatHasFailedAndNothingElse() {
        Tenant tenant = CONTROL.active("retried");
        Operation deploy = accepted(start(tenant, TestPlan.DEPLOY));
        assertThat(operations.retry(deploy.id(), _ -> true, Origin.OURS)).isEqualTo(new Started.NotAllowed("queued"));

        fail(deploy);
        Operation retried = accepted(operations.retry(deploy.id(), _ -> true, Origin.OURS));
        assertThat(retried.status()).isEqualTo(OperationStatus.QUEUED);
        assertThat(operations.events(deploy.id(), 1, 10))
                .extracting(event -> event.what())
                .containsExactly("retrying");
    }

    /// A tenant that has left does not come back by an operation from before.
    @Test
    void refusesToGoOnInAStateThatAnotherOperationHasLeft() {
        Tenant tenant = CONTROL.active("left-since");
        Operation deploy = accepted(start(tenant, TestPlan.DEPLOY));
        fail(deploy);
        for (String left : List.of("retained", "offboarding", "destroyed")) {
            CONTROL.alter("UPDATE tenant SET status = '" + left + "' WHERE ref = '" + tenant.ref() + "'");
            assertThat(operations.retry(deploy.id(), TestPlan.DEPLOY::goesOnFrom, Origin.OURS))
                    .isEqualTo(new Started.NotAllowed(left));
            assertThat(operations.cancel(deploy.id(), TestPlan.DEPLOY::goesOnFrom, Origin.OURS))
                    .isEqualTo(new Started.NotAllowed(left));
        }
        CONTROL.alter("UPDATE tenant SET status = 'suspended' WHERE ref = '" + tenant.ref() + "'");
        accepted(operations.retry(deploy.id(), TestPlan.DEPLOY::goesOnFrom, Origin.OURS));
        assertThat(TestPlan.PROVISION.goesOnFrom(TenantStatus.FAILED)).isTrue();
    }

    @Test
    void keepsARetryWaitingForTheOneThatRuns() {
        Tenant tenant = CONTROL.active("overtaken");
        Operation first = accepted(start(tenant, TestPlan.DEPLOY));
        fail(first);
        CONTROL.alter("UPDATE tenant SET status = 'active' WHERE ref = '" + tenant.ref() + "'");
        Operation second = accepted(start(tenant, TestPlan.DEPLOY));

        assertThat(operations.retry(first.id(), _ -> true, Origin.OURS))
                .isEqualTo(new Started.InProgress(second.id(), "deploy"));
        assertThat(operations.cancel(first.id(), _ -> true, Origin.OURS))
                .isEqualTo(new Started.InProgress(second.id(), "deploy"));
        assertThat(accepted(operations.cancel(second.id(), _ -> true, Origin.OURS))
                        .cancelling())
                .isTrue();
    }

    @Test
    void listsTheNewestFirst() {
        Tenant tenant = CONTROL.active("listed");
        Operation deploy = accepted(start(tenant, TestPlan.DEPLOY));
        Operation suspend = accepted(start(tenant, TestPlan.SUSPEND));

        var page = operations.page(
                new OperationQuestion(Optional.of(tenant.ref()), Optional.empty(), Optional.empty(), 2));
        assertThat(page).extracting(Operation::id).containsExactly(suspend.id(), deploy.id());
        var succeeded = operations.page(new OperationQuestion(
                Optional.of(tenant.ref()), Optional.of(OperationStatus.SUCCEEDED), Optional.of(deploy.id()), 2));
        assertThat(succeeded).extracting(Operation::kind).containsExactly("provision");
    }

    private Started start(Tenant tenant, OperationKind kind) {
        return operations.start(tenant.ref(), TestPlan.order(kind), Origin.OURS);
    }

    private static Operation accepted(Started started) {
        return ((Started.Accepted) started).operation();
    }

    private static void fail(Operation operation) {
        CONTROL.alter("UPDATE operation SET status = 'failed' WHERE id = '" + operation.id() + "'");
    }
}
