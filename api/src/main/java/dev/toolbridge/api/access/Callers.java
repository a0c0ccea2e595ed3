package dev.toolbridge.api.access;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.token.VerifiedToken;
import java.util.Optional;

/// Makes the caller of a request: a recognised user in the selected tenant.
public final class Callers {
    private final Tenants tenants;

    public Callers(Tenants tenants) {
        this.tenants = tenants;
    }

    /// The caller of a request; refuses a tenant that the user may not select.
    public Caller of(Identity identity, Request request) {
        Selection selection = tenants.select(identity, request.header(WireHeader.TENANT));
        return new Caller(
                selection.tenant(),
                identity.issuer(),
                identity.subject(),
                identity.user(),
                Scopes.rights(selection.role(), identity),
                proof(identity),
                claims(request),
                request.correlationId());
    }

    private static Caller.Proof proof(Identity identity) {
        return new Caller.Proof(
                identity.authority(),
                identity.token().flatMap(token -> token.clientId()),
                identity.token().flatMap(token -> token.actor()),
                identity.keyId(),
                identity.token().map(VerifiedToken::expiresAt),
                identity.token().flatMap(VerifiedToken::zone));
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
