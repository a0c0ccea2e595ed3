package dev.toolbridge.tenants.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.IdempotencyKey;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.engine.Engine;
import dev.toolbridge.tenants.operation.Once;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.Creation;
import dev.toolbridge.tenants.store.OperationStore;
import dev.toolbridge.tenants.store.Origin;
import dev.toolbridge.tenants.store.Started;
import dev.toolbridge.tenants.store.TenantStore;
import dev.toolbridge.tenants.tenant.NewTenant;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/// Records operations for callers, and answers with them: 202 at once, 200 or 201 if the caller waits and they end in
/// time. The audit log has each request, in the same transaction.
///
/// @param engine carries the operations out
public record Orders(TenantStore tenants, OperationStore operations, Engine engine, InstantSource clock) {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final String RETRY_AFTER_SECONDS = "5";

    /// A request of a caller.
    record Asked(Caller caller, Request request, String reason) {}

    /// An operation that follows from a change.
    record Following(UUID tenant, OperationPlan plan, ObjectNode input) {}

    /// Orders a tenant.
    ///
    /// @param domains those that it is to have
    Answer create(Asked asked, NewTenant tenant, OperationPlan plan, FirstDomains.Recording domains) {
        var facts = Json.object().put("slug", tenant.slug().text()).put("name", tenant.name());
        var entry = new AuditEntry("tenant.created", tenant.ref().toString(), facts);
        Origin origin = origin(asked, tenant.ref(), entry).between(domains.rows(), domains.entries());
        Optional<Duration> wait = PreferredWait.of(asked.request());
        return switch (tenants.create(tenant, order(asked, plan, Json.object()), origin)) {
            case Creation.Created made -> ended(wait, made.operation().id(), CREATED);
            case Creation.Repeated repeated -> ended(wait, operation(repeated.answer()), CREATED);
            case Creation.KeyReused _ -> throw keyReused();
            case Creation.SlugTaken _ ->
                throw Refusal.of(ErrorCode.SLUG_TAKEN, "the slug is taken").fact("field", "slug");
            case Creation.TenantExists _ ->
                throw Refusal.of(ErrorCode.TENANT_EXISTS, "the organisation has a tenant")
                        .fact("field", "id");
        };
    }

    /// Starts a change of a tenant.
    Answer start(Asked asked, UUID tenant, OperationPlan plan, ObjectNode input) {
        var entry = new AuditEntry(
                "operation.requested", plan.kind().name(), Json.object().put("reason", asked.reason()));
        Optional<Duration> wait = PreferredWait.of(asked.request());
        return answer(wait, operations.start(tenant, order(asked, plan, input), origin(asked, tenant, entry)));
    }

    Answer retry(Asked asked, Operation operation) {
        var entry = AuditEntry.of("operation.retried", operation.id().toString());
        Optional<Duration> wait = PreferredWait.of(asked.request());
        return answer(
                wait,
                operations.retry(
                        operation.id(), engine.resumption(operation), origin(asked, operation.tenant(), entry)));
    }

    Answer cancel(Asked asked, Operation operation) {
        var entry = AuditEntry.of("operation.cancelled", operation.id().toString());
        Optional<Duration> wait = PreferredWait.of(asked.request());
        return answer(
                wait,
                operations.cancel(
                        operation.id(), engine.resumption(operation), origin(asked, operation.tenant(), entry)));
    }

    /// The same change with an operation that follows from it: both are recorded, or neither.
    Origin with(Origin origin, Asked asked, Following following) {
        OperationOrder order = order(asked, following.plan(), following.input());
        return origin.between(
                transaction -> {
                    if (OperationStore.begin(transaction, following.tenant(), order)
                            instanceof Started.InProgress running) {
                        throw inProgress(running);
                    }
                },
                _ -> {});
    }

    /// The origin of a change that a caller asks for.
    static Origin origin(Asked asked, UUID tenant, AuditEntry... entries) {
        Caller caller = asked.caller();
        var author = new AuditStore.Author(tenant.toString(), caller.actor(), caller.correlationId());
        Optional<Once> once = IdempotencyKey.of(asked.request())
                .map(key -> new Once(caller.actor(), key, IdempotencyKey.digest(asked.request())));
        return new Origin(once, transaction -> {
            for (AuditEntry entry : entries) {
                AuditStore.append(transaction, author, entry);
            }
        });
    }

    private Answer answer(Optional<Duration> wait, Started started) {
        return switch (started) {
            case Started.Accepted accepted -> ended(wait, accepted.operation().id(), OK);
            case Started.Repeated repeated -> ended(wait, operation(repeated.answer()), OK);
            case Started.KeyReused _ -> throw keyReused();
            case Started.InProgress running -> throw inProgress(running);
            case Started.NotAllowed(String status) ->
                throw Refusal.of(ErrorCode.INVALID_STATE, "not possible while it is " + status)
                        .fact("status", status);
            case Started.Missing _ -> throw Visible.missing();
        };
    }

    /// @param wait the time that the client wants to wait, which was read before anything was begun
    /// @param end the status for an operation that has succeeded in time
    private Answer ended(Optional<Duration> wait, UUID id, int end) {
        engine.hint(id);
        Operation operation = ended(id, wait.orElse(Duration.ZERO)).orElseThrow(Visible::missing);
        boolean isDone = wait.isPresent() && operation.status() == OperationStatus.SUCCEEDED;
        return Answer.json(isDone ? end : ACCEPTED, OperationJson.of(operation))
                .header("Location", "/admin/operations/" + id);
    }

    private Optional<Operation> ended(UUID id, Duration atMost) {
        try {
            return engine.watch().ended(id, atMost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return operations.find(id);
        }
    }

    private OperationOrder order(Asked asked, OperationPlan plan, ObjectNode input) {
        return new OperationOrder(
                UidForm.fresh(clock.instant()), plan, input, asked.caller().actor(), asked.reason());
    }

    private static UUID operation(JsonNode answer) {
        return UUID.fromString(answer.path("operation").asText());
    }

    private static Refusal inProgress(Started.InProgress running) {
        return Refusal.of(ErrorCode.OPERATION_IN_PROGRESS, "the tenant is being changed by: " + running.kind())
                .fact("operation", running.operation().toString())
                .header("Retry-After", RETRY_AFTER_SECONDS);
    }

    private static Refusal keyReused() {
        return Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "the idempotency key was used for another request");
    }
}
