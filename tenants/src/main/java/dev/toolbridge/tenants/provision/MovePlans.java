package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.StatusCourse;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.List;
import java.util.Set;

/// The plans that move a tenant to another cluster, and remove what it has left there.
record MovePlans(MoveSteps moves, ReleaseSteps release, EndingSteps ending) {
    /// The name of the operation that removes databases that were left, which the reconciler starts.
    static final String REMOVAL = "remove_left_database";

    /// Moves a tenant. Until its new release is the running one, a cancelled move leaves all as it was.
    OperationPlan migrate() {
        return new OperationPlan(
                Plans.update("migrate"),
                List.of(
                        Plans.quick("release", release::beginLikeLast),
                        Plans.slow(MoveSteps.PLACE, moves::place),
                        new Step("copy", 1, MoveCopy.LIMIT, moves::copy),
                        new Step("switch", 1, MoveCopy.LIMIT, moves::change),
                        Plans.quick(Bake.SWITCHED, release::routeOnly),
                        Plans.starting("end_old", ending::endOthersAtOnce),
                        Plans.quick("seal", moves::seal)),
                List.of(
                        Plans.quick("go_back", moves::goBack),
                        Plans.starting("take_back", ending::takeBack),
                        Plans.starting("remove_copy", moves::removeCopy)));
    }

    OperationPlan removal() {
        var kind = new OperationKind(
                REMOVAL,
                1,
                OperationKind.Place.CHANGING,
                Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.RETAINED),
                StatusCourse.NONE,
                OperationKind.Wish.NEITHER);
        return new OperationPlan(kind, List.of(Plans.starting("remove_left", moves::removeLeft)), List.of());
    }
}
