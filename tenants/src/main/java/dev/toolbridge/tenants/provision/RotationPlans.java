package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import dev.toolbridge.tenants.secret.rotation.RotationPhase;
import dev.toolbridge.tenants.secret.rotation.RotationPlan;
import dev.toolbridge.tenants.secret.rotation.TenantSecret;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The plans that rotate a tenant's secrets. A rotation is a deployment of the same programs: a release that accepts
/// the new versions, then one that uses them.
record RotationPlans(
        RotationSteps secrets, DataKeySteps dataKeys, ReleaseSteps release, EndingSteps ending, Trial trial) {
    /// The name of the rotation with its overlaps, which the reconciler starts when secrets are due.
    static final String ROTATION = "rotate_secrets";

    /// The name of the operation that ends old versions, which the reconciler starts when their overlap is over.
    static final String CONCLUSION = "conclude_rotation";

    private static final String TAKE_BACK = "take_back";
    private static final Set<TenantSecret> ALL = EnumSet.allOf(TenantSecret.class);
    private static final Set<String> BY_RUNTIME = Set.of("api", "mcp", "trial", Bake.SWITCHED, "end_old");

    /// A release that an operation brings about besides its main one.
    private enum Aside {
        /// It accepts the new versions before the main one uses them.
        ACCEPTING("accept_", "accepting"),
        /// It seals with a new master key after the main one has accepted that.
        SEALING("seal_", "sealing");

        private final String prefix;
        private final String word;

        Aside(String prefix, String word) {
            this.prefix = prefix;
            this.word = word;
        }

        String takeBack() {
            return TAKE_BACK + "_" + word;
        }

        /// The same work for this release, which has an id of its own.
        StepWork of(StepWork work) {
            return context -> work.run(new StepContext(
                    UUID.nameUUIDFromBytes((context.operation() + "/" + word).getBytes(StandardCharsets.UTF_8)),
                    context.tenant(),
                    context.fence(),
                    context.input(),
                    context.results(),
                    context.deadline()));
        }
    }

    /// Brings new versions of all secrets into use; old ones are accepted as long as somebody may hold them.
    OperationPlan rotation() {
        return plan(ROTATION, RotationPlan.change(ALL));
    }

    /// Brings new versions of all secrets into use, and ends the old ones with the release that used them.
    OperationPlan immediately() {
        return plan("rotate_secrets_immediately", RotationPlan.immediately(ALL));
    }

    /// Ends the old versions whose overlap is over.
    OperationPlan conclusion() {
        return plan(CONCLUSION, RotationPlan.conclude(ALL));
    }

    private OperationPlan plan(String name, List<RotationPhase> phases) {
        List<Step> steps = phases.stream().flatMap(phase -> steps(phase, name)).toList();
        return new OperationPlan(
                Plans.update(name),
                Stream.concat(steps.stream(), Stream.of(giveBack("give_back"))).toList(),
                undo());
    }

    private Stream<Step> steps(RotationPhase phase, String plan) {
        Set<TenantSecret> of = phase.secrets();
        return switch (phase.stage()) {
            case GENERATE -> one("generate", of, secrets::generate);
            case ADMIT -> one("admit_secrets", of, secrets::admit);
            case ACCEPT_BY_RELEASE -> deployment(Aside.ACCEPTING.prefix, Aside.ACCEPTING::of);
            case PROMOTE -> one(phase.isSealing() ? "promote_sealing" : "promote_secrets", of, secrets::promote);
            case USE_BY_RELEASE, WITHDRAW_BY_RELEASE -> deployment("", work -> work);
            case SEAL_BY_RELEASE -> deployment(Aside.SEALING.prefix, Aside.SEALING::of);
            case REWRAP -> Stream.of(Plans.slow("rewrap", dataKeys::rewrap));
            case RETIRE -> one("retire", of, plan.equals(CONCLUSION) ? secrets::retireSettled : secrets::retire);
            case DISMISS -> Stream.of(Plans.quick("dismiss", secrets::dismiss));
            case DESTROY -> one("destroy_secrets", of, secrets::destroy);
        };
    }

    /// Versions that were promoted stay, and the next release uses them. Parties outside accept the live ones.
    private List<Step> undo() {
        return List.of(
                Plans.starting(Aside.SEALING.takeBack(), Aside.SEALING.of(ending::takeBack)),
                Plans.starting(TAKE_BACK, ending::takeBack),
                Plans.starting(Aside.ACCEPTING.takeBack(), Aside.ACCEPTING.of(ending::takeBack)),
                Plans.quick("drop_pending", secrets::dropPending),
                Plans.quick("dismiss_pending", secrets::dismiss),
                giveBack("give_back_taken"));
    }

    private Step giveBack(String name) {
        return Plans.quick(name, release::giveBack);
    }

    private static Stream<Step> one(
            String name, Set<TenantSecret> of, BiFunction<StepContext, Set<TenantSecret>, StepOutcome> work) {
        return Stream.of(Plans.quick(name, context -> work.apply(context, of)));
    }

    private Stream<Step> deployment(String prefix, UnaryOperator<StepWork> of) {
        return Stream.of(
                Plans.quick(prefix + "release", of.apply(release::beginLikeLast)),
                Plans.quick(prefix + "reserve", of.apply(release::reserve)),
                Plans.starting(prefix + "api", of.apply(release::api)),
                Plans.starting(prefix + "mcp", of.apply(release::mcp)),
                Plans.quick(prefix + "trial", of.apply(trial::direct)),
                Plans.quick(prefix + "route", of.apply(release::route)),
                Plans.quick(prefix + "promote", of.apply(release::promote)),
                Plans.starting(prefix + "end_old", of.apply(ending::endOthers)));
    }

    /// The works of a runtime for the steps of a deployment, and for those of the other releases of a rotation.
    static Map<String, StepWork> withAsides(Map<String, StepWork> works) {
        var all = new HashMap<>(works);
        for (Aside aside : Aside.values()) {
            BY_RUNTIME.forEach(name -> all.put(aside.prefix + name, aside.of(works.get(name))));
            all.put(aside.takeBack(), aside.of(works.get(TAKE_BACK)));
        }
        return all;
    }
}
