package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.VerifiedToken;
import dev.toolbridge.token.bearer.BearerTokens;
import java.util.Optional;
import java.util.Set;

/// Makes the caller of a request: a recognised user in the selected tenant.
public final class Callers {
    private static final String RETRY_AFTER_SECONDS = "10";

    private final Tenants tenants;
    private final Approvers approvers;

    private final Seats seats;
    private final EndedAccounts ended;

    public Callers(Tenants tenants, Approvers approvers, Seats seats, EndedAccounts ended) {
        this.tenants = tenants;
        this.approvers = approvers;
        this.seats = seats;
        this.ended = ended;
    }

    /// Counts what may have changed the seats of callers, or ended their accounts.
    long changes() {
        return seats.changes() + ended.changes();
    }

    /// The caller of a request; refuses a tenant that the user may not select.
    public Caller of(Identity identity, Request request) {
        return made(identity, request, approvers.mayApprove(identity));
    }

    /// The caller of a request that a person sends with our own review page, right after signing in there.
    ///
    /// @param identity the person, as the identity provider has just said
    public Caller reviewing(Identity identity, Request request) {
        return made(identity, request, true);
    }

    private Caller made(Identity identity, Request request, boolean mayApprove) {
        Selection selection = tenants.select(identity, request.header(WireHeader.TENANT));
        requireOpen(identity, selection.tenant());
        Set<String> rights = Scopes.rights(selection.role(), identity);
        var caller = new Caller(
                selection.tenant(),
                identity.issuer(),
                identity.subject(),
                identity.user(),
                mayApprove ? Scopes.and(Scope.APPROVE, rights) : rights,
                proof(identity),
                claims(request),
                request.correlationId(),
                Optional.empty());
        return new SpaceChoice(seats)
                .of(identity, selection.tenant(), request)
                .map(caller::in)
                .orElse(caller);
    }

    /// Refuses what was issued before the user ended the account, and everything until that is done.
    private void requireOpen(Identity identity, String tenant) {
        ended.find(tenant, identity.user()).ifPresent(end -> {
            boolean isOfBefore = identity.token().isPresent()
                    && identity.signedInAt().filter(at -> at.isAfter(end.at())).isEmpty();
            if (isOfBefore) {
                throw BearerTokens.rejected();
            }
            if (!end.isFinished()) {
                throw Refusal.of(ErrorCode.UNAVAILABLE, "this account is being deleted; it begins anew in a minute")
                        .header("Retry-After", RETRY_AFTER_SECONDS);
            }
        });
    }

    private static Caller.Proof proof(Identity identity) {
        return new Caller.Proof(
                identity.authority(),
                identity.token().flatMap(token -> token.clientId()),
                identity.token().flatMap(token -> token.actor()),
                identity.keyId(),
                identity.token().map(VerifiedToken::expiresAt),
                identity.token().flatMap(VerifiedToken::zone),
                identity.signedInAlone());
    }

    private static Caller.Claims claims(Request request) {
        return new Caller.Claims(
                claim(request, WireHeader.CLIENT),
                claim(request, WireHeader.TOOL),
                claim(request, WireHeader.TOOL_CALL),
                claim(request, WireHeader.RUN));
    }

    private static Optional<String> claim(Request request, String header) {
        Optional<String> claim = request.header(header);
        if (claim.isPresent() && !isPrintable(claim.get())) {
            throw Refusal.of(
                    ErrorCode.INVALID_HEADER,
                    "header " + header + " must be at most " + WireHeader.CLAIM_LENGTH_MAX + " printable characters");
        }
        return claim;
    }

    private static boolean isPrintable(String text) {
        return text.length() <= WireHeader.CLAIM_LENGTH_MAX && text.chars().noneMatch(Character::isISOControl);
    }
}
