package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.json.Json;
import java.util.function.Supplier;

/// The operations of a batch in the mode `all`, for a part that carries them out in a request of its own.
public final class SentOperations {
    private final BatchBody body;

    private SentOperations(BatchBody body) {
        this.body = body;
    }

    /// Reads operations, and puts the uids of created items in place of the references to them.
    ///
    /// @param caller has the scope of each operation
    /// @param operations the list, of which the values are changed
    /// @param context gives the facts that conditions depend on, if there is one
    public static SentOperations read(Caller caller, ArrayNode operations, Supplier<QueryContext> context) {
        ObjectNode members = Json.object().set("operations", operations);
        var read = BatchBody.operations(members, new OperationReader(caller, context));
        var body = new BatchBody(read, BatchPlan.Mode.ALL, false, false);
        body.operations().forEach(SentOperations::requirePermitted);
        return new SentOperations(body);
    }

    static void requirePermitted(PlannedOperation operation) {
        if (operation.work() instanceof PlannedOperation.Known known
                && known.operation() instanceof BatchOperation.Barred barred) {
            throw barred.refusal();
        }
    }

    /// The plan that decides everything and stores nothing; its results have the items.
    public BatchPlan trial(Journal journal, Space space) {
        BatchPlan plan = plan(journal, space);
        return new BatchPlan(plan.operations(), plan.mode(), true, true);
    }

    public BatchPlan plan(Journal journal, Space space) {
        return body.plan(new Returns(new EarlierFields(journal), space));
    }

    /// The number of items that they can change.
    public int items() {
        return body.operations().stream().mapToInt(PlannedOperation::items).sum();
    }

    /// The type of the operation at a place.
    public EntityType type(int place) {
        return body.operations().get(place).type();
    }

    /// Refuses results that were undone because one operation was refused.
    public void requireDone(BatchResults results) {
        new BatchAnswer(body).requireDone(results);
    }
}
