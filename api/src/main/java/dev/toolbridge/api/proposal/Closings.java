package dev.toolbridge.api.proposal;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.Optional;
import java.util.UUID;

/// The ways in which a proposal is looked at and closed, for programs and for the page of people alike.
public final class Closings {
    private final Proposals proposals;
    private final Approvals approvals;

    Closings(Proposals proposals, Approvals approvals) {
        this.proposals = proposals;
        this.approvals = approvals;
    }

    /// A proposal whose items the caller may see.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public Proposal find(Caller caller, UUID id) {
        return ProposalRoutes.required(proposals, caller, id);
    }

    /// Carries out what is accepted, and closes the proposal.
    public Proposal approve(Caller caller, UUID id, ApprovalOrder order) {
        return approvals.approve(caller, id, order);
    }

    /// Closes the proposal; nothing of it is done.
    public Proposal reject(Caller caller, UUID id, Optional<String> reason) {
        return closed(caller, find(caller, id), ProposalState.REJECTED, reason);
    }

    Proposal withdraw(Caller caller, UUID id, Optional<String> reason) {
        Proposal proposal = find(caller, id);
        if (!isProposer(caller, proposal.proposer())) {
            throw Refusal.of(
                    ErrorCode.FORBIDDEN, "forbidden: only its proposer withdraws a proposal; reject it instead");
        }
        return closed(caller, proposal, ProposalState.WITHDRAWN, reason);
    }

    private Proposal closed(Caller caller, Proposal proposal, ProposalState state, Optional<String> reason) {
        proposal.requireOpen();
        if (!proposals.close(caller, proposal.id(), state, reason)) {
            find(caller, proposal.id()).requireOpen();
        }
        return find(caller, proposal.id());
    }

    private static boolean isProposer(Caller caller, Author proposer) {
        return caller.subject().equals(proposer.subject())
                && caller.proof().clientId().equals(proposer.clientId())
                && caller.proof().actingParty().equals(proposer.actingParty())
                && caller.proof().keyId().equals(proposer.keyId());
    }
}
