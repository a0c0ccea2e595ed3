package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.StepState;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Quota;
import dev.toolbridge.tenants.tenant.Quotas;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// The JSON Schemas of tenants and operations.
final class AdminSchemas {
    static final String TENANT_ORDER = "tenant_order";
    static final String TENANT_PATCH = "tenant_patch";
    static final String REASON = "reason";
    static final String DEPLOYMENT = "deployment_order";
    static final String TENANT = "tenant";
    static final String TENANTS = "tenants";
    static final String OPERATION = "operation";
    static final String OPERATIONS = "operations";
    static final String EVENT = "operation_event";

    /// The name of a release's folder.
    static final String RELEASE_FORM = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private static final int RELEASE_LENGTH_MAX = 100;

    static final int NAME_LENGTH_MAX = 200;
    static final int REASON_LENGTH_MAX = 500;
    static final int ADMINS_MAX = 50;
    static final int EMAIL_LENGTH_MAX = 254;

    /// A text in one line that is not blank.
    private static final String LINE = "^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$";

    private AdminSchemas() {}

    static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(TENANT_ORDER, order());
        schemas.put(TENANT_PATCH, patch());
        schemas.put(REASON, reason());
        schemas.put(DEPLOYMENT, deployment());
        schemas.put(TENANT, tenant());
        schemas.put(TENANTS, page("tenants", TENANT));
        schemas.put(OPERATION, operation());
        schemas.put(OPERATIONS, page("operations", OPERATION));
        schemas.put(EVENT, event());
        return schemas;
    }

    static ObjectNode order() {
        return Schema.object("name")
                .with("id", Schema.orNull(Schema.text("^[A-Za-z0-9_-]+$", TenantOrder.ID_LENGTH_MAX)))
                .with("name", Schema.text(LINE, NAME_LENGTH_MAX))
                .with("slug", Schema.orNull(Schema.text()))
                .with("plan", Schema.orNull(Schema.choice(words(Plan.values(), Plan::word))))
                .with("region", Schema.orNull(Schema.text()))
                .with("runtime", Schema.orNull(Schema.text()))
                .with("admins", Schema.orNull(admins()))
                .with(FirstDomains.FIELD, Schema.orNull(Schema.arrayOf(Schema.text())))
                .with("reason", Schema.orNull(Schema.text().put("maxLength", REASON_LENGTH_MAX)))
                .closed();
    }

    static ObjectNode patch() {
        return Schema.object()
                .with("name", Schema.orNull(Schema.text(LINE, NAME_LENGTH_MAX)))
                .with("plan", Schema.orNull(Schema.choice(words(Plan.values(), Plan::word))))
                .with("quotas", Schema.orNull(quotas(false)))
                .with("admins", Schema.orNull(admins()))
                .with(HoldPatch.HOLD, Schema.orNull(Schema.flag()))
                .with(HoldPatch.REASON, Schema.orNull(Schema.text(LINE, REASON_LENGTH_MAX)))
                .closed();
    }

    static ObjectNode reason() {
        return Schema.object()
                .with("reason", Schema.orNull(Schema.text().put("maxLength", REASON_LENGTH_MAX)))
                .closed();
    }

    static ObjectNode deployment() {
        return Schema.object()
                .with("release", Schema.orNull(Schema.text("^" + RELEASE_FORM + "$", RELEASE_LENGTH_MAX)))
                .with(DeploymentInput.BAKE, Schema.orNull(Schema.whole(0, DeploymentInput.BAKE_SECONDS_MAX)))
                .with(DeploymentInput.AUTO_ROLLBACK, Schema.orNull(Schema.flag()))
                .with("reason", Schema.orNull(Schema.text().put("maxLength", REASON_LENGTH_MAX)))
                .closed();
    }

    static ObjectNode quotas(boolean areAll) {
        var limits = Schema.object(areAll ? words(Quota.values(), Quota::word).toArray(String[]::new) : new String[0]);
        for (Quota quota : Quota.values()) {
            limits.with(
                    quota.word(),
                    areAll ? Schema.whole(0, Quotas.LIMIT_MAX) : Schema.whole(quota.least(), quota.most()));
        }
        return limits.closed();
    }

    private static ObjectNode admins() {
        return Schema.arrayOf(Schema.text("^[^@\\s]+@[^@\\s]+$", EMAIL_LENGTH_MAX))
                .put("maxItems", ADMINS_MAX);
    }

    private static ObjectNode tenant() {
        return Schema.object(
                        "ref",
                        "slug",
                        "name",
                        "plan",
                        "region",
                        "runtime",
                        "status",
                        "generation",
                        "observed_generation",
                        "version",
                        "admins",
                        "quotas",
                        "created_at")
                .with("ref", Schema.uuid())
                .with("id", Schema.text())
                .with("slug", Schema.text())
                .with("name", Schema.text())
                .with("plan", Schema.text())
                .with("region", Schema.text())
                .with("runtime", Schema.text())
                .with("status", Schema.choice(words(TenantStatus.values(), TenantStatus::word)))
                .with("generation", Schema.whole(1))
                .with("observed_generation", Schema.whole(0))
                .with("version", Schema.whole(1))
                .with("admins", Schema.arrayOf(Schema.text()))
                .with("quotas", quotas(true))
                .with("created_at", Schema.time())
                .with("activated_at", Schema.time())
                .with("retained_until", Schema.time())
                .with("destroyed_at", Schema.time())
                .with("last_seen_at", Schema.time())
                .with("operation", Schema.uuid())
                .with(DeploymentInput.CLUSTER, Schema.text())
                .with(HoldPatch.HOLD, HoldPatch.shown())
                .with("conditions", Schema.arrayOf(condition()))
                .schema();
    }

    private static ObjectNode condition() {
        return Schema.object("type", "status", "reason", "message", "since", "observed_generation")
                .with("type", Schema.choice(words(ConditionType.values(), ConditionType::word)))
                .with("status", Schema.choice(words(Condition.Status.values(), Condition.Status::word)))
                .with("reason", Schema.text())
                .with("message", Schema.text())
                .with("since", Schema.time())
                .with("observed_generation", Schema.whole(0))
                .schema();
    }

    private static ObjectNode operation() {
        return Schema.object(
                        "id", "tenant", "kind", "status", "cancelling", "actor", "reason", "created_at", "last_event")
                .with("id", Schema.uuid())
                .with("tenant", Schema.uuid())
                .with("kind", Schema.text())
                .with("status", Schema.choice(words(OperationStatus.values(), OperationStatus::word)))
                .with("cancelling", Schema.flag())
                .with("actor", Schema.of("object"))
                .with("reason", Schema.text())
                .with("created_at", Schema.time())
                .with("started_at", Schema.time())
                .with("finished_at", Schema.time())
                .with("problem", problem())
                .with(OperationJson.EFFECTS, Schema.arrayOf(Schema.text()))
                .with("last_event", Schema.whole(1))
                .with("steps", Schema.arrayOf(step()))
                .schema();
    }

    private static ObjectNode step() {
        return Schema.object("name", "state", "takes_back", "attempt")
                .with("name", Schema.text())
                .with("state", Schema.choice(words(StepState.values(), StepState::word)))
                .with("takes_back", Schema.flag())
                .with("attempt", Schema.whole(0))
                .with("started_at", Schema.time())
                .with("finished_at", Schema.time())
                .with("deadline", Schema.time())
                .with("next_try_at", Schema.time())
                .with("problem", problem())
                .with("external_id", Schema.text())
                .with("result", Schema.of("object"))
                .schema();
    }

    private static ObjectNode problem() {
        return Schema.object("what", "why", "remedy")
                .with("what", Schema.text())
                .with("why", Schema.text())
                .with("remedy", Schema.text())
                .schema();
    }

    private static ObjectNode event() {
        return Schema.object("seq", "at", "what", "detail")
                .with("seq", Schema.whole(1))
                .with("at", Schema.time())
                .with("what", Schema.text())
                .with("step", Schema.text())
                .with("detail", Schema.of("object"))
                .schema();
    }

    private static ObjectNode page(String name, String entry) {
        return Schema.object(name, "hasMore")
                .with(name, Schema.arrayOf(Schema.reference(entry)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }

    private static <T> List<String> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).map(word).toList();
    }
}
