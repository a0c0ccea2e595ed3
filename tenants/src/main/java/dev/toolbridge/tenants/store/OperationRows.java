package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.operation.OperationPlan;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Step;
import dev.toolbridge.tenants.operation.StepRecord;
import dev.toolbridge.tenants.operation.StepState;
import dev.toolbridge.tenants.tenant.TenantStatus;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Operations, their steps and events as rows.
final class OperationRows {

    static final String COLUMNS = """
            operation.id, operation.tenant_ref, operation.kind, operation.version, operation.changing, operation.status,
            operation.cancelling, CAST(operation.input AS text) AS input, operation.actor, operation.reason,
            CAST(operation.problem AS text) AS problem, operation.created_at, operation.started_at,
            operation.finished_at, operation.wake_at, operation.event_seq
            """;

    private static final String INSERT = """
            INSERT INTO operation (
              id, tenant_ref, kind, version, changing, during, status, generation, input, actor, reason, event_seq)
            VALUES (?, ?, ?, ?, ?, ?, 'queued', ?, CAST(? AS jsonb), ?, ?, 1) RETURNING
            """ + COLUMNS;

    private static final String INSERT_STEPS = """
            INSERT INTO operation_step (operation_id, undo, ordinal, name, version, deadline_seconds)
            SELECT ?, undo, ordinal, name, version, deadline_seconds FROM jsonb_to_recordset(CAST(? AS jsonb))
              AS step (undo boolean, ordinal integer, name text, version integer, deadline_seconds bigint)
            RETURNING ordinal
            """;

    private static final String FIRST_EVENT = """
            INSERT INTO operation_event (operation_id, seq, what, detail)
            VALUES (?, 1, 'queued', '{}') RETURNING seq
            """;

    private static final String STEPS = """
            SELECT undo, ordinal, name, version, state, attempt, failures, deadline_seconds, started_at, deadline_at,
              finished_at, next_try_at, CAST(problem AS text) AS problem, external_id, CAST(result AS text) AS result
            FROM operation_step WHERE operation_id = ? ORDER BY undo, ordinal
            """;

    private OperationRows() {}

    static Operation insert(Transaction transaction, UUID tenant, long generation, OperationOrder order) {
        OperationKind kind = order.plan().kind();
        Operation made = transaction
                .rows(
                        INSERT,
                        OperationRows::operation,
                        order.id(),
                        tenant,
                        kind.name(),
                        kind.version(),
                        kind.place() == OperationKind.Place.CHANGING,
                        kind.course().during().map(TenantStatus::word).orElse(null),
                        generation,
                        Json.text(order.input()),
                        order.actor(),
                        order.reason())
                .getFirst();
        transaction.rows(INSERT_STEPS, _ -> true, order.id(), Json.text(steps(order.plan())));
        transaction.rows(FIRST_EVENT, _ -> true, order.id());
        return made.with(transaction.rows(STEPS, OperationRows::step, order.id()));
    }

    private static ArrayNode steps(OperationPlan plan) {
        ArrayNode rows = Json.mapper().createArrayNode();
        add(rows, plan.steps(), false);
        add(rows, plan.undo(), true);
        return rows;
    }

    private static void add(ArrayNode rows, List<Step> steps, boolean isUndo) {
        for (int ordinal = 0; ordinal < steps.size(); ordinal++) {
            Step step = steps.get(ordinal);
            rows.addObject()
                    .put("undo", isUndo)
                    .put("ordinal", ordinal)
                    .put("name", step.name())
                    .put("version", step.version())
                    .put("deadline_seconds", step.deadline().toSeconds());
        }
    }

    static Operation whole(Transaction transaction, Operation operation) {
        return operation.with(transaction.rows(STEPS, OperationRows::step, operation.id()));
    }

    static Operation operation(DbRow row) {
        return new Operation(
                RowValues.id(row, "id"),
                RowValues.id(row, "tenant_ref"),
                RowValues.text(row, "kind"),
                row.column("version").getInt(),
                RowValues.truth(row, "changing"),
                OperationStatus.read(RowValues.text(row, "status")).orElseThrow(),
                RowValues.truth(row, "cancelling"),
                RowValues.json(row, "input"),
                RowValues.text(row, "actor"),
                RowValues.text(row, "reason"),
                RowValues.problem(row, "problem"),
                RowValues.instant(row, "created_at"),
                RowValues.optionalInstant(row, "started_at"),
                RowValues.optionalInstant(row, "finished_at"),
                RowValues.instant(row, "wake_at"),
                RowValues.number(row, "event_seq"),
                List.of());
    }

    private static StepRecord step(DbRow row) {
        return new StepRecord(
                RowValues.truth(row, "undo"),
                row.column("ordinal").getInt(),
                RowValues.text(row, "name"),
                row.column("version").getInt(),
                StepState.read(RowValues.text(row, "state")).orElseThrow(),
                row.column("attempt").getInt(),
                row.column("failures").getInt(),
                Duration.ofSeconds(RowValues.number(row, "deadline_seconds")),
                RowValues.optionalInstant(row, "started_at"),
                RowValues.optionalInstant(row, "deadline_at"),
                RowValues.optionalInstant(row, "finished_at"),
                RowValues.optionalInstant(row, "next_try_at"),
                RowValues.problem(row, "problem"),
                RowValues.optionalText(row, "external_id"),
                RowValues.optionalObject(row, "result"));
    }

    static OperationEvent event(DbRow row) {
        return new OperationEvent(
                RowValues.number(row, "seq"),
                RowValues.instant(row, "at"),
                RowValues.text(row, "what"),
                RowValues.optionalText(row, "step"),
                RowValues.json(row, "detail"));
    }
}
