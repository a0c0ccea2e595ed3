package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.leaving.LeavingConfig;
import dev.toolbridge.tenants.operation.Catalogue;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationKind.Place;
import dev.toolbridge.tenants.operation.OperationKind.Wish;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.StatusCourse;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The plans of all operations on tenants.
public final class Plans {
    private static final Duration QUICK = Duration.ofMinutes(2);
    private static final Duration START = Duration.ofMinutes(5);
    private static final Duration BAKE = Duration.ofMinutes(14);
    private static final Duration SLOW = Duration.ofMinutes(30);

    private static final Set<TenantStatus> SERVED = Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED);

    private final Machinery machinery;
    private final IdentitySteps identity;
    private final FoundationSteps foundation;
    private final ReleaseSteps release;
    private final EndingSteps ending;
    private final Bake bake;
    private final Trial trial;
    private final RotationPlans rotation;
    private final ExportSteps export;
    private final MovePlans moves;
    private final DestructionSteps destruction;
    private final FlyPlans places;

    public Plans(Machinery machinery, LeavingConfig leaving) {
        this.machinery = machinery;
        this.identity = new IdentitySteps(machinery);
        var facts = new TenantSteps(machinery);
        this.foundation = new FoundationSteps(machinery, facts);
        var instances = new Instances(machinery);
        this.ending = new EndingSteps(machinery, instances);
        this.bake = new Bake(machinery, facts, instances, ending);
        this.release = new ReleaseSteps(machinery, facts, instances, bake);
        this.trial = new Trial(machinery, facts, instances);
        var secrets = new RotationSteps(machinery, facts, InstantSource.system());
        this.rotation = new RotationPlans(secrets, new DataKeySteps(machinery, facts), release, ending, trial);
        this.export = new ExportSteps(machinery, facts, leaving.exports());
        var copy = new MoveCopy(machinery, facts, leaving.exports());
        var programs = List.<StepWork>of(release::api, release::mcp, trial::direct, release::promote);
        this.moves = new MovePlans(new MoveSteps(machinery, facts, copy, programs), release, ending);
        this.destruction = new DestructionSteps(machinery, facts, instances, leaving);
        this.places = FlyPlans.of(machinery, facts, trial);
    }

    /// Makes a tenant. Before it is active, a cancelled one leaves nothing.
    public OperationPlan provision() {
        return new OperationPlan(
                kind("provision", Set.of(TenantStatus.PROVISIONING), StatusCourse.PROVISION, Wish.NEITHER),
                List.of(
                        step("organization", QUICK, identity::organization),
                        step("invite", QUICK, identity::invite),
                        step("secrets", QUICK, foundation::secrets),
                        step("member_key", QUICK, foundation::memberKey),
                        step("release", QUICK, release::begin),
                        step("database", SLOW, foundation::database),
                        step("address", QUICK, foundation::address),
                        step("api", START, release::api),
                        step("mcp", START, release::mcp),
                        step("route", QUICK, release::route),
                        step("trial", QUICK, trial::run),
                        step("promote", QUICK, release::promote)),
                removal());
    }

    /// Replaces the running release by another, without a refused request.
    public OperationPlan deploy() {
        return new OperationPlan(
                update("deploy"),
                List.of(
                        step("release", QUICK, release::begin),
                        step("reserve", QUICK, release::reserve),
                        step("migrate", SLOW, release::migrate),
                        step("api", START, release::api),
                        step("mcp", START, release::mcp),
                        step("trial", QUICK, trial::direct),
                        step(Bake.JOINED, QUICK, release::join),
                        step(Bake.SWITCHED, QUICK, release::route),
                        step("bake", BAKE, bake::run),
                        step("promote", QUICK, release::promote),
                        step("end_old", START, ending::endOthers),
                        step("give_back", QUICK, release::giveBack)),
                deploymentTakenBack());
    }

    /// Replaces the running release by a new one that is made of an older one. The schema stays: it serves both.
    public OperationPlan rollback() {
        return new OperationPlan(
                update("rollback"),
                List.of(
                        step("release", QUICK, release::begin),
                        step("reserve", QUICK, release::reserve),
                        step("api", START, release::api),
                        step("mcp", START, release::mcp),
                        step("trial", QUICK, trial::direct),
                        step("route", QUICK, release::route),
                        step("promote", QUICK, release::promote),
                        step("end_old", START, ending::endOthers),
                        step("give_back", QUICK, release::giveBack)),
                deploymentTakenBack());
    }

    /// Starts the programs of the running release that do not run: one whose port another program has gets another.
    public OperationPlan repair() {
        return new OperationPlan(
                kind(TenantChecks.REPAIR, SERVED, StatusCourse.NONE, Wish.NEITHER),
                List.of(step("start_again", START, release::startAgain)),
                List.of());
    }

    private List<Step> deploymentTakenBack() {
        return List.of(step("take_back", START, ending::takeBack), step("give_back_taken", QUICK, release::giveBack));
    }

    public OperationPlan suspend() {
        var kind = new OperationKind(
                "suspend",
                1,
                Place.BETWEEN,
                Set.of(TenantStatus.ACTIVE, TenantStatus.UPDATING),
                StatusCourse.SUSPEND,
                Wish.SUSPEND);
        return new OperationPlan(kind, List.of(step("refuse", QUICK, this::refuse)), List.of());
    }

    public OperationPlan resume() {
        return new OperationPlan(
                kind("resume", Set.of(TenantStatus.SUSPENDED), StatusCourse.UPDATE, Wish.RESUME),
                List.of(step("admit", QUICK, this::admit)),
                List.of());
    }

    /// Refuses all requests, ends the programs, exports the data, and keeps it until it is destroyed.
    public OperationPlan offboard() {
        return new OperationPlan(
                kind("offboard", SERVED, StatusCourse.OFFBOARD, Wish.SUSPEND),
                List.of(
                        step("refuse", QUICK, this::refuse),
                        step("stop", START, ending::stopAll),
                        step("export", ExportSteps.LIMIT, export::export),
                        step("retain", QUICK, destruction::retain)),
                List.of(
                        step("start_again", START, release::startAgain),
                        step("admit_again", QUICK, this::admitUnlessSuspended)));
    }

    /// Takes an offboarding back while the data is kept.
    public OperationPlan restore() {
        return new OperationPlan(
                kind("restore", Set.of(TenantStatus.RETAINED), StatusCourse.RESTORE, Wish.RESUME),
                List.of(
                        step("release", QUICK, release::beginLikeLast),
                        step("api", START, release::api),
                        step("mcp", START, release::mcp),
                        step("route", QUICK, release::route),
                        step("admit", QUICK, this::admit),
                        step("trial", QUICK, trial::run),
                        step("promote", QUICK, release::promote)),
                List.of(
                        step("refuse_again", QUICK, this::refuse),
                        step("take_back", START, ending::takeBack),
                        step("stop_again", START, ending::stopAll)));
    }

    /// Writes all data of a tenant to a folder.
    public OperationPlan export() {
        var from = Set.of(TenantStatus.ACTIVE, TenantStatus.SUSPENDED, TenantStatus.RETAINED);
        return new OperationPlan(
                kind("export", from, StatusCourse.NONE, Wish.NEITHER),
                List.of(step("export", ExportSteps.LIMIT, export::export)),
                List.of());
    }

    /// Removes all that there is of a tenant, and certifies that; its row and its audit log stay.
    public OperationPlan destroy() {
        var steps = new ArrayList<>(List.of(step(DestructionSteps.COUNT, QUICK, destruction::count)));
        steps.addAll(removal());
        steps.add(steps.size() - 1, step("remove_exports", START, export::deleteAll));
        steps.add(step("certify", QUICK, destruction::certify));
        return new OperationPlan(
                kind("destroy", Set.of(TenantStatus.RETAINED), StatusCourse.DESTROY, Wish.NEITHER),
                steps.stream().map(destruction::unlessHeld).toList(),
                List.of());
    }

    /// Gives a tenant new secrets.
    public OperationPlan rotation() {
        return rotation.rotation();
    }

    /// The same without a time in which the old ones are accepted.
    public OperationPlan immediateRotation() {
        return rotation.immediately();
    }

    /// Brings a new name and new administrators to the identity provider.
    public OperationPlan identity() {
        return identity.update();
    }

    /// Moves a tenant to another cluster.
    public OperationPlan migrate() {
        return moves.migrate();
    }

    /// All plans.
    public Catalogue catalogue() {
        var all = List.of(
                provision(),
                deploy(),
                rollback(),
                repair(),
                suspend(),
                resume(),
                offboard(),
                restore(),
                destroy(),
                export(),
                identity.update(),
                moves.migrate(),
                moves.removal(),
                rotation.rotation(),
                rotation.immediately(),
                rotation.conclusion());
        return new Catalogue(all.stream().map(places::everywhere).toList());
    }

    private List<Step> removal() {
        return List.of(
                step("remove_domains", QUICK, foundation::removeDomains),
                step("remove_address", QUICK, foundation::removeAddress),
                step("remove_programs", START, ending::destroy),
                step("remove_organization", QUICK, identity::remove),
                step("remove_database", START, foundation::removeDatabase),
                step("remove_secrets", QUICK, foundation::removeSecrets));
    }

    private StepOutcome refuse(StepContext context) {
        return Outcomes.of(machinery.router().suspend(context.tenant()));
    }

    private StepOutcome admit(StepContext context) {
        return Outcomes.of(machinery.router().resume(context.tenant()));
    }

    private StepOutcome admitUnlessSuspended(StepContext context) {
        return TenantSteps.tenant(machinery, context).suspended() ? Outcomes.done() : admit(context);
    }

    /// A change after which the tenant goes on, with other programs.
    static OperationKind update(String name) {
        return kind(name, SERVED, StatusCourse.UPDATE, Wish.NEITHER);
    }

    static Step quick(String name, StepWork work) {
        return step(name, QUICK, work);
    }

    /// A step that may wait for a migration.
    static Step slow(String name, StepWork work) {
        return step(name, SLOW, work);
    }

    /// A step in which programs start or end.
    static Step starting(String name, StepWork work) {
        return step(name, START, work);
    }

    private static OperationKind kind(String name, Set<TenantStatus> from, StatusCourse course, Wish wish) {
        return new OperationKind(name, 1, Place.CHANGING, from, course, wish);
    }

    private static Step step(String name, Duration deadline, StepWork work) {
        return new Step(name, 1, deadline, context -> {
            Hold.require();
            return work.run(context);
        });
    }
}
