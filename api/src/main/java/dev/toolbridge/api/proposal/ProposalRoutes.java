package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.journal.Journal;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.route.Idempotency;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.Cursors;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Makes, shows and closes proposals. Only a person's own sign-in approves one.
public final class ProposalRoutes {
    private static final String ALL = "/v1/proposals";
    private static final String ONE = ALL + "/{uid}";
    private static final String STATE = "state";
    private static final Parameter STATES =
            Parameter.query(STATE, "The state of the proposals to list.", Schema.choice(ProposalState.names()));

    private final Parts parts;
    private final ProposalAnswers answers;
    private final Drafts drafts;
    private final Closings closings;

    public ProposalRoutes(Parts parts) {
        this.parts = parts;
        this.answers = new ProposalAnswers(parts.review());
        this.drafts =
                new Drafts(parts.proposals(), parts.items(), parts.transactions(), parts.journal(), parts.context());
        this.closings = new Closings(
                parts.proposals(),
                new Approvals(parts.proposals(), parts.transactions(), parts.journal(), parts.context(), answers));
    }

    /// The way to decide about proposals, for a page that people use.
    public Closings closings() {
        return closings;
    }

    /// The parts that proposals work on.
    ///
    /// @param cursors places in the list
    /// @param review the address of review pages
    public record Parts(
            Proposals proposals,
            Items items,
            Transactions transactions,
            Journal journal,
            QueryContext context,
            Cursors<String> cursors,
            ReviewAddress review,
            InstantSource clock) {}

    public List<RouteLine<Caller>> routes() {
        Output shown = Output.of(200, "The proposal.", ProposalSchemas.PROPOSAL);
        Output made = Output.of(201, "The proposal, with the hunks to decide about.", ProposalSchemas.PROPOSAL);
        Output listed = Output.of(200, "Proposals, newest first.", ProposalSchemas.LIST);
        Input order = Inputs.BATCH.body(ProposalSchemas.ORDER);
        Input page = Inputs.ACCOUNT.reading(Parameter.LIMIT, Parameter.CURSOR, STATES);
        Input marks = Inputs.CLOSING.body(ProposalSchemas.DECISIONS);
        Input approval = Inputs.CLOSING.body(ProposalSchemas.APPROVAL);
        Input reason = Inputs.CLOSING.body(ProposalSchemas.REASON);
        String any = Scope.ANY_PROPOSAL;
        return List.of(
                new RouteLine<>("POST", ALL, "propose", any, order, made, this::propose),
                new RouteLine<>("GET", ALL, "list_proposals", Scope.ANY_READ, page, listed, this::list),
                new RouteLine<>("GET", ONE, "get_proposal", Scope.ANY_READ, Inputs.ACCOUNT, shown, this::shown),
                new RouteLine<>("PUT", ONE + "/decisions", "decide_hunks", any, marks, shown, this::mark),
                new RouteLine<>("POST", ONE + "/approve", "approve", Scope.APPROVE, approval, shown, this::approve),
                new RouteLine<>("POST", ONE + "/reject", "reject", any, reason, shown, this::reject),
                new RouteLine<>("POST", ONE + "/withdraw", "withdraw", any, reason, shown, this::withdraw));
    }

    private Answer propose(Caller caller, Request request) {
        var body = ProposalBody.of(request, parts.clock().instant());
        Drafts.Checked checked = drafts.check(caller, request, body.operations());
        var draft = new Proposals.Draft(
                body.title(),
                body.reason(),
                body.expiresAt(),
                checked.epoch(),
                checked.changes(),
                Idempotency.once(caller, request));
        return switch (parts.proposals().store(caller, draft)) {
            case Proposals.Stored.Done done -> {
                Answer answer = Answer.json(201, answers.json(caller, required(parts.proposals(), caller, done.id())));
                yield done.isReplayed() ? answer.header(WireHeader.IDEMPOTENCY_REPLAYED, "true") : answer;
            }
            case Proposals.Stored.KeyReused _ ->
                throw Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "this key was used for another request");
            case Proposals.Stored.TooMany _ ->
                throw Refusal.of(
                        ErrorCode.INVALID_STATE,
                        Proposals.OPEN_MAX + " proposals are open already: let a person decide, or withdraw some");
            case Proposals.Stored.OtherEpoch other -> throw Refusals.epochMismatch(other.epoch());
        };
    }

    private Answer list(Caller caller, Request request) {
        Optional<String> state = request.queryValue(STATE);
        Optional<ProposalState> asked = state.map(name -> ProposalState.named(name)
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, "unknown state: " + name)
                        .fact("field", STATE)
                        .fact("expected", "one of " + String.join(", ", ProposalState.names()))));
        var page = Page.asked(
                request, parts.cursors(), caller.bound("proposals " + caller.user() + " " + state.orElse("")));
        var part = new Proposals.Part(readable(caller), asked, page.after().map(UUID::fromString), page.limitAndOne());
        return page.answer(
                "proposals",
                parts.proposals().list(caller.space(), part),
                summary -> answers.json(caller, summary),
                summary -> summary.id().toString());
    }

    /// Marks decisions; this approves nothing, and changes the hash that an approval must name.
    private Answer mark(Caller caller, Request request) {
        Proposal proposal = required(parts.proposals(), caller, ParameterValues.uid(request));
        proposal.requireOpen();
        ObjectNode sent = ProposalBody.decisions(request);
        if (!parts.proposals()
                .change(
                        caller.space(),
                        proposal,
                        proposal.changes(),
                        proposal.marks().with(sent, proposal))) {
            throw answers.changed(caller, required(parts.proposals(), caller, proposal.id()));
        }
        return shown(caller, request);
    }

    private Answer approve(Caller caller, Request request) {
        Proposal done = closings.approve(caller, ParameterValues.uid(request), ProposalBody.approval(request));
        return Answer.json(200, answers.json(caller, done));
    }

    private Answer reject(Caller caller, Request request) {
        Proposal done = closings.reject(caller, ParameterValues.uid(request), ProposalBody.reason(request));
        return Answer.json(200, answers.json(caller, done));
    }

    private Answer withdraw(Caller caller, Request request) {
        Proposal done = closings.withdraw(caller, ParameterValues.uid(request), ProposalBody.reason(request));
        return Answer.json(200, answers.json(caller, done));
    }

    private Answer shown(Caller caller, Request request) {
        return Answer.json(
                200, answers.json(caller, required(parts.proposals(), caller, ParameterValues.uid(request))));
    }

    /// A proposal whose items the caller may see.
    static Proposal required(Proposals proposals, Caller caller, UUID id) {
        Proposal proposal = proposals
                .find(caller.space(), id)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "proposal not found"));
        Set<String> readable = readable(caller);
        proposal.changes().stream()
                .map(ProposedChange::type)
                .filter(type -> !readable.contains(type.name()))
                .findFirst()
                .ifPresent(type -> Scopes.require(caller, Scope.read(type.plural())));
        return proposal;
    }

    /// The types whose items the caller may read, or may propose or make changes of.
    private static Set<String> readable(Caller caller) {
        return Entities.ALL.stream()
                .filter(type -> caller.rights().contains(Scope.read(type.plural()))
                        || caller.rights().contains(Scope.propose(type.plural()))
                        || caller.rights().contains(Scope.write(type.plural())))
                .map(EntityType::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}
