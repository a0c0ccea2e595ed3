package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.leaving.HoldStore;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.placement.PlacementStore;
import dev.toolbridge.tenants.release.DeploymentInput;
import dev.toolbridge.tenants.release.Release;
import dev.toolbridge.tenants.release.ReleaseStore;
import dev.toolbridge.tenants.store.ConditionStore;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Patched;
import dev.toolbridge.tenants.store.TenantQuestion;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes, shows, changes and ends tenants.
///
/// @param reader reads the values of tenants
/// @param found the keepers of what a tenant has
public record TenantRoutes(
        Visible visible, Orders orders, TenantPlans plans, TenantOrder reader, Found found, SignedCursors cursors) {
    /// The keepers of what a tenant has.
    ///
    /// @param conditions as they were last found
    public record Found(
            ConditionStore conditions,
            ReleaseStore releases,
            HoldStore holds,
            PlacementStore placements,
            FirstDomains domains) {}

    private static final String ALL = "/admin/tenants";
    private static final String ONE = ALL + "/{tenant}";
    private static final Pattern ARTEFACT = Pattern.compile(AdminSchemas.RELEASE_FORM);
    private static final int BODY_BYTES_MAX = 64 * 1024;
    private static final Parameter PREFER = Parameter.header(
            PreferredWait.HEADER,
            "wait=n: the answer comes when the operation has ended, in n seconds at most.",
            Schema.text());
    private static final Parameter KEY = Parameter.header(
            WireHeader.IDEMPOTENCY_KEY, "A repetition with the same key is carried out once.", Schema.text());
    private static final Parameter STATUS = Parameter.query(
            "status",
            "Only tenants in this state.",
            Schema.choice(
                    Arrays.stream(TenantStatus.values()).map(TenantStatus::word).toList()));
    private static final Parameter CONFIRM =
            Parameter.query("confirm", "The slug of the tenant.", Schema.text()).required();
    private static final Parameter VERSION = Parameter.header(
                    "If-Match", "The entity tag of the tenant that is changed.", Schema.text())
            .required();
    static final Input ORDER = Input.NONE.reading(KEY, PREFER).upTo(BODY_BYTES_MAX);
    private static final Output ACCEPTED = Output.of(202, "The operation, which goes on.", AdminSchemas.OPERATION);

    public List<RouteLine<Caller>> routes() {
        return Stream.of(values(), actions()).flatMap(List::stream).toList();
    }

    private List<RouteLine<Caller>> values() {
        Output made = Output.of(201, "The operation, which is done.", AdminSchemas.OPERATION)
                .or(ACCEPTED);
        Output listed = Output.of(200, "Tenants, oldest first.", AdminSchemas.TENANTS);
        Output tenant = Output.of(200, "The tenant.", AdminSchemas.TENANT);
        Input order = ORDER.body(AdminSchemas.TENANT_ORDER);
        Input patch = Input.NONE.reading(VERSION).upTo(BODY_BYTES_MAX).body(AdminSchemas.TENANT_PATCH);
        return List.of(
                new RouteLine<>("POST", ALL, "create_tenant", Scope.PLATFORM_ADMIN, order, made, this::create),
                new RouteLine<>(
                        "GET", ALL, "list_tenants", Scope.TENANT_READ, Input.PAGE.reading(STATUS), listed, this::list),
                new RouteLine<>("GET", ONE, "get_tenant", Scope.TENANT_READ, Input.NONE, tenant, this::show),
                new RouteLine<>("PATCH", ONE, "update_tenant", Scope.TENANT_ADMIN, patch, tenant, this::update));
    }

    private List<RouteLine<Caller>> actions() {
        Output ended = ended();
        Input deployment = ORDER.body(AdminSchemas.DEPLOYMENT);
        return List.of(
                change("suspend", "suspend_tenant", Scope.TENANT_ADMIN, plans.suspend()),
                change("resume", "resume_tenant", Scope.TENANT_ADMIN, plans.resume()),
                new RouteLine<>(
                        "POST",
                        ONE + "/deploy",
                        "deploy_tenant",
                        Scope.PLATFORM_ADMIN,
                        deployment,
                        ended,
                        this::deploy),
                change("rollback", "roll_tenant_back", Scope.PLATFORM_ADMIN, this::rollback),
                change("restore", "restore_tenant", Scope.PLATFORM_ADMIN, plans.restore()),
                new RouteLine<>(
                        "DELETE",
                        ONE,
                        "delete_tenant",
                        Scope.PLATFORM_ADMIN,
                        ORDER.reading(CONFIRM),
                        ended,
                        this::delete));
    }

    public static Map<String, ObjectNode> schemas() {
        return AdminSchemas.all();
    }

    /// The answers to a request for an operation.
    static Output ended() {
        return Output.of(200, "The operation, which is done.", AdminSchemas.OPERATION)
                .or(ACCEPTED);
    }

    private RouteLine<Caller> change(String action, String name, String scope, OperationPlan plan) {
        return change(action, name, scope, (caller, request) -> started(caller, request, plan));
    }

    private RouteLine<Caller> change(
            String action, String name, String scope, RouteLine.CallerEndpoint<Caller> endpoint) {
        return new RouteLine<>(
                "POST", ONE + "/" + action, name, scope, ORDER.body(AdminSchemas.REASON), ended(), endpoint);
    }

    private Answer create(Caller caller, Request request) {
        var body = BodyFields.of(request, AdminSchemas.order());
        var tenant = reader.tenant(body, orders.clock().instant());
        var domains = found.domains().of(tenant, TenantOrder.domains(body), caller);
        return orders.create(new Orders.Asked(caller, request, reason(body)), tenant, plans.provision(), domains);
    }

    private Answer started(Caller caller, Request request, OperationPlan plan) {
        Tenant tenant = visible.tenant(caller, request);
        String reason = reason(BodyFields.of(request, AdminSchemas.reason()));
        return orders.start(new Orders.Asked(caller, request, reason), tenant.ref(), plan, Json.object());
    }

    private Answer deploy(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        var body = BodyFields.of(request, AdminSchemas.deployment());
        var input = Json.object();
        body.findText("release", ARTEFACT.asMatchPredicate(), "the name of a release")
                .ifPresent(release -> input.put(DeploymentInput.ARTEFACT, release));
        body.whole(DeploymentInput.BAKE, 0, DeploymentInput.BAKE_SECONDS_MAX)
                .ifPresent(seconds -> input.put(DeploymentInput.BAKE, seconds));
        if (body.find(DeploymentInput.AUTO_ROLLBACK).isPresent()) {
            input.put(DeploymentInput.AUTO_ROLLBACK, body.flag(DeploymentInput.AUTO_ROLLBACK));
        }
        return orders.start(new Orders.Asked(caller, request, reason(body)), tenant.ref(), plans.deploy(), input);
    }

    private Answer rollback(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        String reason = reason(BodyFields.of(request, AdminSchemas.reason()));
        Release good = found.releases()
                .running(tenant.ref())
                .flatMap(found.releases()::goodBefore)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_STATE, "there is no earlier release that has run well")
                        .fact("status", tenant.status().word()));
        return orders.start(
                new Orders.Asked(caller, request, reason),
                tenant.ref(),
                plans.rollback(),
                DeploymentInput.of(good.artefact()));
    }

    private Answer delete(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        if (!request.queryValue(CONFIRM.name()).equals(Optional.of(tenant.slug().text()))) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter confirm must be the tenant's slug")
                    .fact("field", CONFIRM.name());
        }
        return orders.start(new Orders.Asked(caller, request, ""), tenant.ref(), plans.offboard(), Json.object());
    }

    private Answer list(Caller caller, Request request) {
        Optional<TenantStatus> status = request.queryValue(STATUS.name()).map(TenantRoutes::status);
        if (caller.listed().isPresent()) {
            return own(caller, status);
        }
        var page = Page.asked(request, cursors, "tenants " + status).withoutReset();
        List<TenantStore.Listed> found = visible.tenants()
                .page(new TenantQuestion(status, page.after().map(UUID::fromString), page.limitAndOne()));
        return page.written(
                "tenants",
                found,
                (listed, out) -> TenantJson.write(listed.tenant(), listed.operation(), out),
                listed -> listed.tenant().ref().toString());
    }

    /// An administrator's list has the one tenant.
    private Answer own(Caller caller, Optional<TenantStatus> status) {
        Optional<Tenant> tenant = caller.organization()
                .flatMap(visible.tenants()::find)
                .filter(one -> status.isEmpty() || status.get() == one.status());
        return Answer.json(200, Json.written(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("tenants");
            if (tenant.isPresent()) {
                TenantJson.write(tenant.get(), running(tenant.get()), out);
            }
            out.writeEndArray();
            out.writeBooleanField("hasMore", false);
            out.writeEndObject();
        }));
    }

    private Answer show(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        return shown(tenant);
    }

    private Answer update(Caller caller, Request request) {
        Tenant tenant = visible.tenant(caller, request);
        long version = EntityTag.required(request, tenant.version());
        var change = TenantChange.of(tenant, BodyFields.of(request, AdminSchemas.patch()), reader);
        if (change.isForOperators()) {
            caller.require(Scope.PLATFORM_ADMIN);
        }
        Origin origin = change.origin(new Orders.Asked(caller, request, ""), orders, plans.identity());
        return switch (visible.tenants().patch(tenant.ref(), version, change.patch(), origin)) {
            case Patched.Done(Tenant changed) -> shown(changed);
            case Patched.Stale(Tenant present) -> throw EntityTag.stale(present.version());
            case Patched.Missing _ -> throw Visible.missing();
        };
    }

    private Answer shown(Tenant tenant) {
        var conditions = found.conditions().of(List.of(tenant.ref())).getOrDefault(tenant.ref(), List.of());
        var placement = found.placements().present(tenant.ref());
        var hold = found.holds().find(tenant.ref());
        byte[] json = Json.written(out -> {
            out.writeStartObject();
            TenantJson.members(tenant, running(tenant), out);
            TenantJson.conditions(conditions, out);
            if (placement.isPresent()) {
                out.writeStringField("cluster", placement.get().cluster());
            }
            HoldPatch.write(hold, out);
            out.writeEndObject();
        });
        return Answer.json(200, json).header("ETag", EntityTag.of(tenant.version()));
    }

    private Optional<UUID> running(Tenant tenant) {
        return Optional.ofNullable(
                visible.operations().running(List.of(tenant.ref())).get(tenant.ref()));
    }

    static String reason(BodyFields body) {
        return body.findText(
                        "reason",
                        text -> text.length() <= AdminSchemas.REASON_LENGTH_MAX
                                && text.chars().noneMatch(Character::isISOControl),
                        "a text of " + AdminSchemas.REASON_LENGTH_MAX + " characters at most")
                .orElse("");
    }

    private static TenantStatus status(String word) {
        return TenantStatus.read(word)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter status is unknown")
                        .fact("field", STATUS.name())
                        .fact(
                                "expected",
                                String.join(
                                        ", ",
                                        Arrays.stream(TenantStatus.values())
                                                .map(TenantStatus::word)
                                                .toList())));
    }
}
