package dev.toolbridge.tenants.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.release.DeploymentInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Rollouts as operators send and read them.
final class RolloutSchemas {
    static final String ORDER = "rollout_order";
    static final String ROLLOUT = "rollout";
    static final String ROLLOUTS = "rollouts";

    /// The name of a release's folder.
    static final String RELEASE_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    static final int RELEASE_LENGTH_MAX = 100;
    static final int WAVES_MAX = 20;
    static final int WHOLE = 100;
    static final int FAILURES_MAX = 100_000;
    static final int REASON_LENGTH_MAX = 500;

    private static final List<String> STATES = Arrays.stream(RolloutTenant.State.values())
            .map(RolloutTenant.State::word)
            .toList();

    private RolloutSchemas() {}

    static Map<String, ObjectNode> all() {
        return Map.of(
                ORDER,
                order(),
                ROLLOUT,
                rollout(),
                ROLLOUTS,
                Schema.object("rollouts", "hasMore")
                        .with("rollouts", Schema.arrayOf(Schema.reference(ROLLOUT)))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
    }

    static ObjectNode order() {
        return Schema.object("release", "waves")
                .with("release", Schema.text("^" + RELEASE_FORM + "$", RELEASE_LENGTH_MAX))
                .with("waves", waves())
                .with("failures_max", Schema.orNull(Schema.whole(0, FAILURES_MAX)))
                .with(DeploymentInput.BAKE, Schema.orNull(Schema.whole(0, DeploymentInput.BAKE_SECONDS_MAX)))
                .with("reason", Schema.orNull(Schema.text().put("maxLength", REASON_LENGTH_MAX)))
                .closed();
    }

    private static ObjectNode waves() {
        return Schema.arrayOf(Schema.whole(1, WHOLE)).put("minItems", 1).put("maxItems", WAVES_MAX);
    }

    private static ObjectNode rollout() {
        var counts = Schema.object(STATES.toArray(String[]::new));
        STATES.forEach(state -> counts.with(state, Schema.whole(0)));
        return Schema.object(
                        "id",
                        "release",
                        "waves",
                        "failures_max",
                        DeploymentInput.BAKE,
                        "status",
                        "actor",
                        "reason",
                        "created_at",
                        "counts")
                .with("id", Schema.uuid())
                .with("release", Schema.text())
                .with("waves", waves())
                .with("failures_max", Schema.whole(0))
                .with(DeploymentInput.BAKE, Schema.whole(0))
                .with(
                        "status",
                        Schema.choice(Arrays.stream(RolloutStatus.values())
                                .map(RolloutStatus::word)
                                .toList()))
                .with("actor", Schema.of("object"))
                .with("reason", Schema.text())
                .with("created_at", Schema.time())
                .with("finished_at", Schema.time())
                .with("counts", counts.schema())
                .with("tenants", Schema.arrayOf(tenant()))
                .schema();
    }

    private static ObjectNode tenant() {
        return Schema.object("tenant", "slug", "wave", "state", "operation")
                .with("tenant", Schema.uuid())
                .with("slug", Schema.text())
                .with("wave", Schema.whole(1))
                .with("state", Schema.choice(STATES))
                .with("operation", Schema.uuid())
                .with("problem", Schema.text())
                .schema();
    }

    static ObjectNode json(Rollout rollout) {
        var json = Json.object().put("id", rollout.id().toString()).put("release", rollout.release());
        rollout.waves().forEach(json.putArray("waves")::add);
        json.put("failures_max", rollout.failuresMax())
                .put(DeploymentInput.BAKE, rollout.bakeSeconds())
                .put("status", rollout.status().word())
                .set("actor", Json.stored(rollout.actor()));
        json.put("reason", rollout.reason())
                .put("created_at", rollout.createdAt().toString());
        rollout.finishedAt().ifPresent(at -> json.put("finished_at", at.toString()));
        var counts = json.putObject("counts");
        for (RolloutTenant.State state : RolloutTenant.State.values()) {
            counts.put(state.word(), rollout.count(state));
        }
        return json;
    }

    static ObjectNode json(Rollout rollout, List<RolloutTenant> tenants) {
        var json = json(rollout);
        var list = json.putArray("tenants");
        for (RolloutTenant tenant : tenants) {
            var shown = list.addObject()
                    .put("tenant", tenant.tenant().toString())
                    .put("slug", tenant.slug())
                    .put("wave", tenant.wave())
                    .put("state", tenant.state().word())
                    .put("operation", tenant.operation().toString());
            tenant.problem().ifPresent(problem -> shown.put("problem", problem));
        }
        return json;
    }
}
