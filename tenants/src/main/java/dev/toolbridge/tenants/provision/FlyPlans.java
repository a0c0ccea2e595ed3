package dev.toolbridge.tenants.provision;

import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepContext;
import dev.toolbridge.tenants.operation.StepOutcome;
import dev.toolbridge.tenants.operation.StepWork;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The plans of operations for tenants of every runtime: a plan is one, and those of its steps that differ at Fly
/// are carried out in that way.
record FlyPlans(Machinery machinery, Map<String, StepWork> works) {

    static FlyPlans of(Machinery machinery, TenantSteps facts, Trial trial) {
        return new FlyPlans(
                machinery,
                machinery
                        .fly()
                        .map(fly -> new FlySteps(machinery, facts, fly, trial).works())
                        .orElseGet(Map::of));
    }

    OperationPlan everywhere(OperationPlan plan) {
        return new OperationPlan(plan.kind(), steps(plan.steps()), steps(plan.undo()));
    }

    private List<Step> steps(List<Step> steps) {
        return steps.stream().map(this::step).toList();
    }

    private Step step(Step step) {
        return new Step(step.name(), step.version(), step.deadline(), context -> run(step, context));
    }

    private StepOutcome run(Step step, StepContext context) throws Exception {
        if (!FlyGround.has(TenantSteps.tenant(machinery, context))) {
            return step.work().run(context);
        }
        Hold.require();
        if (machinery.fly().isEmpty()) {
            return Outcomes.refused(
                    "the tenant",
                    "it runs at Fly, for which this server has no settings",
                    "set FLY_API_TOKEN, then retry");
        }
        return Optional.ofNullable(works.get(step.name())).orElse(step.work()).run(context);
    }
}
