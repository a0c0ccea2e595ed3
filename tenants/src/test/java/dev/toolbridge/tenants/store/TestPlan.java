package dev.toolbridge.tenants.store;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.StatusCourse;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.tenant.NewTenant;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Slug;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Tenants and operations to ask for.
public final class TestPlan {
    public static final OperationKind PROVISION =
            changing("provision", Set.of(), StatusCourse.PROVISION, OperationKind.Wish.NEITHER);
    public static final OperationKind DEPLOY = changing(
            "deploy",
            Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED),
            StatusCourse.UPDATE,
            OperationKind.Wish.NEITHER);
    public static final OperationKind SUSPEND = new OperationKind(
            "suspend",
            1,
            OperationKind.Place.BETWEEN,
            Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.FAILED, TenantStatus.PROVISIONING),
            StatusCourse.SUSPEND,
            OperationKind.Wish.SUSPEND);
    public static final OperationKind RESUME =
            changing("resume", Set.of(TenantStatus.SUSPENDED), StatusCourse.UPDATE, OperationKind.Wish.RESUME);
    public static final OperationKind DESTROY = changing(
            "destroy",
            Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.FAILED, TenantStatus.RETAINED),
            StatusCourse.of(TenantStatus.OFFBOARDING, TenantStatus.DESTROYED, TenantStatus.FAILED, TenantStatus.FAILED),
            OperationKind.Wish.NEITHER);

    private TestPlan() {}

    private static OperationKind changing(
            String name, Set<TenantStatus> from, StatusCourse course, OperationKind.Wish wish) {
        return new OperationKind(name, 1, OperationKind.Place.CHANGING, from, course, wish);
    }

    /// A plan of one step that does nothing.
    public static OperationPlan plan(OperationKind kind) {
        return new OperationPlan(kind, List.of(nothing(kind.name())), List.of(nothing("undo " + kind.name())));
    }

    public static Step nothing(String name) {
        return new Step(name, 1, Duration.ofMinutes(1), _ -> new StepOutcome.Done(Json.object()));
    }

    public static OperationOrder order(OperationPlan plan) {
        return new OperationOrder(UidForm.fresh(Instant.now()), plan, Json.object(), "tester", "a test");
    }

    public static OperationOrder order(OperationKind kind) {
        return order(plan(kind));
    }

    public static NewTenant tenant(String slug) {
        return tenant(slug, Optional.empty());
    }

    public static NewTenant tenant(String slug, Optional<String> id) {
        UUID ref = UidForm.fresh(Instant.now());
        return new NewTenant(
                ref,
                id,
                new Slug(slug),
                "Tenant " + slug,
                Plan.TRIAL,
                Plan.TRIAL.quotas(),
                "local",
                "process",
                List.of("ada@example.com"));
    }
}
