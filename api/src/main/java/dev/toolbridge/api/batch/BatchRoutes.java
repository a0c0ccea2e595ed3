package dev.toolbridge.api.batch;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.EarlierFields;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ChosenZone;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateAccount;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.OptionalInt;

/// The route that carries out many operations on items, all of them or each that can be.
///
/// @param items the present epoch, for the return of earlier versions
/// @param journal the earlier versions
/// @param writes the writer that carries them out
/// @param context the facts that conditions depend on
public record BatchRoutes(Items items, Journal journal, Writes writes, QueryContext context) {
    private static final int OK = 200;

    /// As many changes cost the sender one request more.
    private static final int CHANGES_A_REQUEST = 25;

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
        ChosenZone.requireKnown(request);
        BatchBody body = BatchBody.parse(
                request, new OperationReader(caller, () -> FilterParameters.zoned(caller, request, context)));
        if (body.mode() == BatchPlan.Mode.ALL) {
            body.operations().forEach(SentOperations::requirePermitted);
        }
        int changes =
                body.operations().stream().mapToInt(PlannedOperation::items).sum();
        RateAccount.current().charge(changes / CHANGES_A_REQUEST);
        OptionalInt epoch = epoch(caller, request, body);
        BatchPlan plan = body.plan(new Returns(new EarlierFields(journal), caller.space()));
        return writes.carryOut(caller, request, new Writes.InEpoch<>(plan, epoch), new BatchAnswer(body)::of);
    }

    /// The epoch that the batch requires: that of the client, or the one in which earlier versions are read.
    private OptionalInt epoch(Caller caller, Request request, BatchBody body) {
        OptionalInt ofClient = Parameters.epoch(request);
        return ofClient.isEmpty() && body.returnsAny()
                ? OptionalInt.of(items.head(caller.space()).epoch())
                : ofClient;
    }
}
