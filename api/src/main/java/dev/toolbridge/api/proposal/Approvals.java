package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.batch.SentOperations;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Settlement;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.rate.RateAccount;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/// A person's decision about a proposal: what is accepted is carried out, and the proposal closed, in one transaction.
///
/// The operations are made of the items as they were read before it, and demand their versions. If one changes in
/// between, they are made again.
record Approvals(
        Proposals proposals,
        Transactions transactions,
        Journal journal,
        QueryContext context,
        ProposalAnswers answers) {

    private static final int ATTEMPTS_MAX = 5;
    private static final int CHANGES_A_REQUEST = 25;

    /// Decides and carries out.
    ///
    /// @return the proposal as it is afterwards
    Proposal approve(Caller caller, UUID id, ApprovalOrder order) {
        Scopes.require(caller, Scope.APPROVE);
        Proposal proposal = ProposalRoutes.required(proposals, caller, id);
        proposal.requireOpen();
        if (!proposal.seen().equals(order.seen())) {
            throw answers.changed(caller, proposal);
        }
        Marks marks = decided(proposal, order);
        for (int attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
            if (isApplied(caller, proposal, marks)) {
                return ProposalRoutes.required(proposals, caller, id);
            }
        }
        throw Refusal.of(ErrorCode.UNAVAILABLE, "the items change all the time; try again")
                .header("Retry-After", "1");
    }

    /// The decision about every hunk.
    private static Marks decided(Proposal proposal, ApprovalOrder order) {
        Marks sent = proposal.marks().with(order.marks(), proposal);
        Marks marks = order.rest().map(rest -> sent.filled(rest, proposal)).orElse(sent);
        List<String> open = proposal.hunks().stream()
                .flatMap(List::stream)
                .filter(hunk -> marks.of(hunk).isEmpty())
                .map(ProposedHunk::id)
                .toList();
        if (!open.isEmpty()) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "some hunks are not decided")
                    .fact("field", "rest")
                    .fact("expected", "accepted or rejected, for the hunks without a decision")
                    .fact("undecided", open);
        }
        return marks;
    }

    /// Carries out the decisions once; false if an item has changed meanwhile.
    private boolean isApplied(Caller caller, Proposal proposal, Marks marks) {
        var keys =
                proposal.changes().stream().map(ProposedChange::key).distinct().toList();
        var resolution = Resolution.of(proposal, marks, proposals.items(caller.space(), keys));
        if (resolution.isStale()) {
            throw rebased(caller, proposal, resolution.rebased());
        }
        ArrayNode operations = resolution.operations();
        if (operations.isEmpty()) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "nothing is accepted that changes anything: reject it instead");
        }
        SentOperations sent = SentOperations.read(caller, operations, () -> context);
        RateAccount.current().charge(sent.items() / CHANGES_A_REQUEST);
        return isDone(sent, Drafts.results(carriedOut(caller, proposal, sent, marks)));
    }

    private Result<BatchResults> carriedOut(Caller caller, Proposal proposal, SentOperations sent, Marks marks) {
        var approval = new Author.Approval(caller.subject(), caller.proof().clientId(), proposal.id());
        var batch = new PlannedBatch(
                sent.plan(journal, caller.space()),
                OptionalInt.of(proposal.epoch()),
                proposal.proposer().approved(approval, caller.correlationId()),
                Optional.empty(),
                Optional.of(new Settlement(
                        proposal.id(),
                        proposal.revision(),
                        caller.author(),
                        Json.text(marks.json()),
                        results -> closing(sent, results))));
        return transactions.carryOut(caller.space(), batch);
    }

    private static boolean isDone(SentOperations sent, BatchResults results) {
        if (results.failedAt().isPresent()
                && isOutdated(results, results.failedAt().getAsInt())) {
            return false;
        }
        sent.requireDone(results);
        return true;
    }

    private static boolean isOutdated(BatchResults results, int place) {
        return results.entries().get(place).outcome() instanceof Outcome.Refused refused
                && refused.refusal().code() == ErrorCode.VERSION_MISMATCH;
    }

    private Refusal rebased(Caller caller, Proposal proposal, List<ProposedChange> changes) {
        boolean isChanged = proposals.change(caller.space(), proposal, changes, Marks.none());
        Proposal now = ProposalRoutes.required(proposals, caller, proposal.id());
        return isChanged ? answers.stale(caller, now) : answers.changed(caller, now);
    }

    private static String closing(SentOperations sent, BatchResults results) {
        var list = Json.mapper().createArrayNode();
        for (BatchResults.Entry entry : results.entries()) {
            ObjectNode one =
                    list.addObject().put("type", sent.type(entry.place()).name());
            entry.uid().ifPresent(uid -> one.put("uid", uid.toString()));
            version(entry.outcome()).ifPresent(version -> one.put("version", version));
        }
        return Json.text(list);
    }

    private static Optional<Long> version(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> Optional.of(changed.item().version());
            case Outcome.Unchanged unchanged -> Optional.of(unchanged.item().version());
            case Outcome.Lost lost -> Optional.of(lost.item().version());
            case Outcome.Refused _ -> Optional.empty();
        };
    }
}
