package dev.toolbridge.api.batch;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateAccount;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;

/// The route that carries out many operations on items, all of them or each that can be.
///
/// @param writes the writer that carries them out
public record BatchRoutes(Writes writes) {
    private static final int OK = 200;

    /// As many operations cost the sender one request more.
    private static final int OPERATIONS_A_REQUEST = 25;

    public List<RouteLine<Caller>> routes() {
        Output results = Output.of(OK, "A result for each operation, in their order.", BatchSchemas.RESULTS)
                .or(Output.of(
                        ErrorCode.BATCH_REFUSED.status(),
                        "An operation of a batch in the mode all was refused, so nothing is done.",
                        BatchSchemas.REFUSED));
        return List.of(new RouteLine<>(
                "POST",
                "/v1/batch",
                "batch",
                Scope.ANY_CHANGE,
                Inputs.BATCH.body(BatchSchemas.BATCH),
                results,
                this::carryOut));
    }

    private Answer carryOut(Caller caller, Request request) {
        BatchBody body = BatchBody.parse(request, caller);
        if (body.plan().mode() == BatchPlan.Mode.ALL) {
            body.plan().operations().forEach(BatchRoutes::requirePermitted);
        }
        RateAccount.current().charge(body.operations().size() / OPERATIONS_A_REQUEST);
        return writes.carryOut(caller, request, body.plan(), new BatchAnswer(body)::of);
    }

    private static void requirePermitted(BatchOperation operation) {
        switch (operation) {
            case BatchOperation.Barred barred -> throw barred.refusal();
            case BatchOperation.One _ -> {}
        }
    }
}
