package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.batch.SentOperations;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.ChosenZone;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.rate.RateAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Checks what is proposed, by a trial of the batch that it would be, and finds out what it would change.
record Drafts(Proposals proposals, Items items, Transactions transactions, Journal journal, QueryContext context) {

    /// The changes as they are stored, at most.
    static final int CONTENT_BYTES_MAX = 2 * 1_048_576;

    private static final int ATTEMPTS_MAX = 5;
    private static final int CHANGES_A_REQUEST = 25;

    /// The changes of these operations, and the epoch that they belong to.
    record Checked(List<ProposedChange> changes, int epoch) {

        Checked {
            changes = List.copyOf(changes);
        }
    }

    Checked check(Caller caller, Request request, ArrayNode operations) {
        ChosenZone.requireKnown(request);
        OptionalInt epochOfClient = Parameters.epoch(request);
        SentOperations sent = SentOperations.read(
                caller.proposing(), operations, () -> FilterParameters.zoned(caller, request, context));
        ProposalBody.requireFew(sent.items());
        RateAccount.current().charge(sent.items() / CHANGES_A_REQUEST);
        ArrayNode resolved = operations.deepCopy();
        for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
            int epoch = epochOfClient.orElseGet(() -> items.head(caller.space()).epoch());
            Optional<List<ProposedChange>> changes = changes(caller, sent, resolved, epoch);
            if (changes.isPresent()) {
                return checked(changes.get(), epoch);
            }
        }
        throw Refusal.of(ErrorCode.UNAVAILABLE, "the items change all the time; try again")
                .header("Retry-After", "1");
    }

    private Optional<List<ProposedChange>> changes(Caller caller, SentOperations sent, ArrayNode resolved, int epoch) {
        var trial = new PlannedBatch(
                sent.trial(journal, caller.space()), OptionalInt.of(epoch), caller.author(), Optional.empty());
        BatchResults results = results(transactions.carryOut(caller.space(), trial));
        sent.requireDone(results);
        var present = proposals.items(caller.space(), Previews.keys(sent, results));
        return Previews.of(sent, resolved, results, present);
    }

    private static Checked checked(List<ProposedChange> changes, int epoch) {
        if (Hunks.of(changes).stream().allMatch(List::isEmpty)) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "the operations change nothing, so there is nothing to decide");
        }
        int bytes = ProposedChange.text(changes).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > CONTENT_BYTES_MAX) {
            throw Refusal.of(
                            ErrorCode.TOO_LARGE,
                            "the changes have " + bytes + " bytes, old and new fields together; a proposal has at most "
                                    + CONTENT_BYTES_MAX)
                    .fact("field", "operations");
        }
        return new Checked(changes, epoch);
    }

    static BatchResults results(Result<BatchResults> result) {
        return switch (result) {
            case Result.Done<BatchResults> done -> done.value();
            case Result.Replayed<BatchResults> replayed -> replayed.value();
            case Result.Refused<BatchResults> refused -> throw refused.refusal();
            case Result.Answered<BatchResults> _ ->
                throw new IllegalStateException("a batch without a key has no receipt");
        };
    }
}
