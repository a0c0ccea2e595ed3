package dev.toolbridge.api.review;

import dev.toolbridge.api.access.Admission;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Callers;
import dev.toolbridge.api.access.Credential;
import dev.toolbridge.api.access.Identity;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.audit.AuditTrail;
import dev.toolbridge.api.proposal.ApprovalOrder;
import dev.toolbridge.api.proposal.Closings;
import dev.toolbridge.api.proposal.Mark;
import dev.toolbridge.api.proposal.Proposal;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.rate.RateClass;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.IdTokens;
import dev.toolbridge.token.TokenOrigin;
import dev.toolbridge.token.TokenUse;
import dev.toolbridge.token.VerifiedToken;
import dev.toolbridge.token.login.ProviderClient;
import dev.toolbridge.token.login.SignIns;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// The page at `/review/{uid}`: a person signs in, sees a proposal, and decides. A session of the page is no credential
/// of the API, and no credential of the API opens the page.
public final class ReviewRoutes implements AutoCloseable {
    private static final String PAGE = "/review/{uid}";
    private static final String TENANT = "tenant";
    private static final String SPACE = "space";
    private static final List<String> QUERY = List.of(TENANT, SPACE);
    private static final int FORM_BYTES_MAX = 4 * 1_048_576;
    private static final int SEE_OTHER = 303;
    private static final int FORBIDDEN = ErrorCode.FORBIDDEN.status();

    private final ReviewConfig config;
    private final Parts parts;
    private final ProviderClient provider;
    private final ReviewSessions sessions;
    private final SignInRoutes signIns;

    public ReviewRoutes(ReviewConfig config, IdTokens tokens, Parts parts) {
        this.config = config;
        this.parts = parts;
        this.provider = new ProviderClient(parts.issuer(), config.client(), parts.clock());
        var cookies = new Cookies(config.base());
        this.sessions = new ReviewSessions(parts.keys(), cookies, parts.clock());
        var ways = new SignIns(provider, tokens, new SignIns.Kept(cookies, parts.keys(), parts.clock()), "review");
        this.signIns = new SignInRoutes(config.client(), ways, sessions, parts.clock());
    }

    /// The parts of the server that the page uses.
    ///
    /// @param issuer the identity provider
    /// @param keys sign what browsers keep
    public record Parts(
            Closings closings,
            Admission admission,
            Callers callers,
            AuditTrail trail,
            String issuer,
            SigningKeys keys,
            InstantSource clock) {}

    public List<Route> routes() {
        return List.of(
                ReviewStyle.route(),
                new Route("GET", ReviewConfig.DESCRIPTION, 0, _ -> signIns.description()).withoutQuery(),
                new Route("GET", ReviewConfig.CALLBACK, 0, request -> paged(request, this::signedIn)),
                new Route("GET", PAGE, 0, request -> paged(request, this::show)),
                new Route("POST", PAGE, FORM_BYTES_MAX, request -> paged(request, this::decide)));
    }

    @Override
    public void close() {
        provider.close();
    }

    /// Refusals are pages too.
    private static Answer paged(Request request, Function<Request, Answer> page) {
        try {
            return page.apply(request);
        } catch (Refusal refusal) {
            Answer problem = ReviewPage.problem(refusal.code().status(), refusal.getMessage() + ".");
            for (var header : refusal.headers().entrySet()) {
                problem = problem.header(header.getKey(), header.getValue());
            }
            return problem;
        }
    }

    private Answer signedIn(Request request) {
        return parts.admission()
                .rates()
                .admit(request, RateClass.CREDENTIALS, signIns::end)
                .identity()
                .answer();
    }

    private Answer show(Request request) {
        request.requireQueryOf(QUERY);
        UUID id = id(request);
        Optional<ReviewSession> session = sessions.find(request);
        if (session.isEmpty()) {
            boolean isFromElsewhere = request.header("Sec-Fetch-Site")
                    .filter("cross-site"::equals)
                    .isPresent();
            return isFromElsewhere ? ReviewPage.onward(address(request, id)) : signIns.begin(address(request, id));
        }
        return asPerson(session.get(), request, caller -> shown(200, new Visit(request, session.get(), caller), ""));
    }

    private Answer decide(Request request) {
        request.requireQueryOf(QUERY);
        UUID id = id(request);
        ReviewSession session = sessions.find(request)
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.UNAUTHORIZED,
                        "You signed in more than 15 minutes ago, so nothing was done. Open the link again, sign in, and"
                                + " come back to this form"));
        return asPerson(session, request, caller -> {
            var form = FormText.parse(request.body());
            if (!isOfThisPage(request) || !sessions.isFormMark(form.find("mark").orElse(""), session, id)) {
                throw Refusal.of(ErrorCode.FORBIDDEN, "This form was not sent by the page; nothing was done");
            }
            return decided(new Visit(request, session, caller), form);
        });
    }

    /// A request of a signed-in person.
    private record Visit(Request request, ReviewSession session, Caller caller) {

        UUID id() {
            return ReviewRoutes.id(request);
        }
    }

    private Answer decided(Visit visit, FormText form) {
        Caller caller = visit.caller();
        UUID id = visit.id();
        try {
            switch (form.find("action").orElse("")) {
                case "accept" -> parts.closings().approve(caller, id, order(visit, form, new Mark.Accepted()));
                case "only" -> parts.closings().approve(caller, id, order(visit, form, new Mark.Rejected()));
                case "reject" ->
                    parts.closings().reject(caller, id, form.find("reason").filter(text -> !text.isBlank()));
                default -> throw Refusal.of(ErrorCode.INVALID_FIELD, "The form says nothing that could be done");
            }
        } catch (Refusal refusal) {
            return shown(refusal.code().status(), visit, refusal.getMessage() + ".");
        }
        return Answer.empty(SEE_OTHER)
                .header("Location", address(visit.request(), id))
                .header("Cache-Control", "no-store");
    }

    private ApprovalOrder order(Visit visit, FormText form, Mark rest) {
        Proposal proposal = parts.closings().find(visit.caller(), visit.id());
        return new ApprovalOrder(form.find("seen").orElse(""), Optional.of(rest), FormMarks.of(form, proposal));
    }

    private Answer shown(int status, Visit visit, String alert) {
        Proposal proposal = parts.closings().find(visit.caller(), visit.id());
        return ReviewPage.proposal(
                status,
                new ReviewPage.Shown(
                        proposal,
                        address(visit.request(), proposal.id()),
                        sessions.formMark(visit.session(), proposal.id()),
                        visit.caller().tenant(),
                        alert));
    }

    /// Carries out what a signed-in person asks for, and records what is refused.
    private Answer asPerson(ReviewSession session, Request request, Function<Caller, Answer> work) {
        Identity identity = identity(session);
        return parts.admission()
                .rates()
                .admit(request, RateClass.ORDINARY, _ -> identity)
                .rate()
                .shownOn(() -> {
                    try {
                        return work.apply(caller(identity, request));
                    } catch (Refusal refusal) {
                        if (refusal.code().status() == FORBIDDEN) {
                            note(session, request, refusal);
                        }
                        throw refusal;
                    }
                });
    }

    private void note(ReviewSession session, Request request, Refusal refusal) {
        session.tenant().ifPresent(tenant -> parts.trail()
                .refused(new AuditLog.Refusals(
                        tenant,
                        session.subject(),
                        refusal.code().wireName(),
                        request.method() + " " + PAGE,
                        1,
                        request.correlationId())));
    }

    /// The page's address names tenant and space as headers do at the API: it only selects.
    private Caller caller(Identity identity, Request request) {
        Request placed = request.queryValue(TENANT)
                .map(name -> request.withHeader(WireHeader.TENANT, name))
                .orElse(request);
        return parts.callers()
                .reviewing(
                        identity,
                        request.queryValue(SPACE)
                                .map(name -> placed.withHeader(WireHeader.SPACE, name))
                                .orElse(placed));
    }

    private Identity identity(ReviewSession session) {
        var token = new VerifiedToken(
                parts.issuer(),
                session.subject(),
                session.tenant(),
                Set.of(),
                Optional.of(config.clientId()),
                Optional.empty(),
                session.endsAt(),
                TokenOrigin.PROVIDER,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                TokenUse.IDENTITY,
                Optional.empty(),
                Optional.of(session.endsAt().minus(ReviewSessions.LIFE)));
        return new Identity(parts.issuer(), session.subject(), new Credential.Token(token));
    }

    /// Browsers say where a form comes from, in one of two headers; a request that says neither is not from the page.
    private boolean isOfThisPage(Request request) {
        return request.header("Sec-Fetch-Site").map("same-origin"::equals).orElseGet(() -> request.header("Origin")
                .filter(config.base().toString()::equals)
                .isPresent());
    }

    private static String address(Request request, UUID id) {
        var place = new FormText();
        QUERY.forEach(name -> request.queryValue(name).ifPresent(value -> place.add(name, value)));
        return SignInRoutes.address(id, place);
    }

    private static UUID id(Request request) {
        return UidForm.read(request.parameter("uid"))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "There is no such proposal"));
    }
}
