package dev.toolbridge.tenants.rest;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.event.EventWriter;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.store.OperationQuestion;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/// Shows operations, lets failed ones go on, and takes running ones back.
///
/// @param ofAdministrators the kinds that the administrators of a tenant may start
public record OperationRoutes(Visible visible, Orders orders, SignedCursors cursors, Set<String> ofAdministrators) {
    private static final String ALL = "/admin/operations";
    private static final String ONE = ALL + "/{operation}";
    private static final Parameter TENANT =
            Parameter.query("tenant", "Only operations of this tenant: its id, slug or reference.", Schema.text());
    private static final Parameter STATUS = Parameter.query(
            "status",
            "Only operations in this state.",
            Schema.choice(Arrays.stream(OperationStatus.values())
                    .map(OperationStatus::word)
                    .toList()));
    private static final Pattern SEQ = Pattern.compile("[0-9]{1,9}");
    private static final Parameter LAST_EVENT = Parameter.header(
            "Last-Event-ID", "The id of the last event that the client has.", Schema.text("^[0-9]{1,9}$", 9));
    private static final Input ORDER = Input.NONE.reading(
            Parameter.header(
                    WireHeader.IDEMPOTENCY_KEY, "A repetition with the same key is carried out once.", Schema.text()),
            Parameter.header(
                    PreferredWait.HEADER, "wait=n: the answer comes when the operation has ended.", Schema.text()));

    public List<RouteLine<Caller>> routes() {
        Output one = Output.of(200, "The operation with its steps.", AdminSchemas.OPERATION);
        Output accepted = one.or(Output.of(202, "The operation, which goes on.", AdminSchemas.OPERATION));
        return List.of(
                new RouteLine<>(
                        "GET",
                        ALL,
                        "list_operations",
                        Scope.TENANT_READ,
                        Input.PAGE.reading(TENANT, STATUS),
                        Output.of(200, "Operations, newest first.", AdminSchemas.OPERATIONS),
                        this::list),
                new RouteLine<>("GET", ONE, "get_operation", Scope.TENANT_READ, Input.NONE, one, this::show),
                new RouteLine<>(
                        "GET",
                        ONE + "/events",
                        "watch_operation",
                        Scope.TENANT_READ,
                        Input.NONE.reading(LAST_EVENT),
                        Output.events("The changes of the operation, until it has ended.", AdminSchemas.EVENT),
                        this::watch),
                new RouteLine<>(
                        "POST", ONE + "/retry", "retry_operation", Scope.TENANT_ADMIN, ORDER, accepted, this::retry),
                new RouteLine<>(
                        "POST",
                        ONE + "/cancel",
                        "cancel_operation",
                        Scope.TENANT_ADMIN,
                        ORDER,
                        accepted,
                        this::cancel));
    }

    private Answer list(Caller caller, Request request) {
        Optional<String> named = request.queryValue(TENANT.name()).or(caller::listed);
        Optional<UUID> tenant = named.map(name -> visible.tenant(caller, name)).map(Tenant::ref);
        Optional<OperationStatus> status = request.queryValue(STATUS.name()).map(OperationRoutes::status);
        var page = Page.asked(request, cursors, "operations " + tenant + " " + status)
                .withoutReset();
        List<Operation> found = visible.operations()
                .page(new OperationQuestion(tenant, status, page.after().map(UUID::fromString), page.limitAndOne()));
        return page.answer("operations", found, OperationJson::of, operation -> operation
                .id()
                .toString());
    }

    private Answer show(Caller caller, Request request) {
        return Answer.json(200, OperationJson.of(visible.operation(caller, request)));
    }

    private Answer watch(Caller caller, Request request) {
        Operation operation = visible.operation(caller, request);
        long after = request.header(LAST_EVENT.name()).map(OperationRoutes::seq).orElse(0L);
        var answer = Answer.empty(200);
        for (var header : EventWriter.HEADERS.entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        return answer.streaming(new OperationStream(orders.engine().watch(), operation, after));
    }

    private static long seq(String text) {
        if (!SEQ.matcher(text).matches()) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "header Last-Event-ID must be the id of an event")
                    .fact("field", LAST_EVENT.name());
        }
        return Long.parseLong(text);
    }

    private Answer retry(Caller caller, Request request) {
        return orders.retry(new Orders.Asked(caller, request, ""), changeable(caller, request));
    }

    private Answer cancel(Caller caller, Request request) {
        return orders.cancel(new Orders.Asked(caller, request, ""), changeable(caller, request));
    }

    /// An operation that the caller might have started itself.
    private Operation changeable(Caller caller, Request request) {
        Operation operation = visible.operation(caller, request);
        if (!ofAdministrators.contains(operation.kind())) {
            caller.require(Scope.PLATFORM_ADMIN);
        }
        return operation;
    }

    private static OperationStatus status(String word) {
        return OperationStatus.read(word)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, "query parameter status is unknown")
                        .fact("field", STATUS.name()));
    }
}
