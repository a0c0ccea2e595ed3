package dev.toolbridge.api.access;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.scope.Scope;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The user of a request, with tenant and rights. Made once at the edge; the code behind it reads no header.
///
/// @param tenant the tenant that was selected and authorised
/// @param issuer the issuer that vouches for the subject
/// @param subject the user as the issuer names it
/// @param user the user's id in every tenant: a UUIDv5 of issuer and subject
/// @param rights the rights of the role that the credential grants, each scope written out
/// @param proof the facts that the credential proves
/// @param claims the caller's own claims
/// @param correlationId follows the request into the journal
/// @param seat the caller's place in the shared space that the request is about; empty in the personal one
public record Caller(
        String tenant,
        String issuer,
        String subject,
        UUID user,
        Set<String> rights,
        Proof proof,
        Claims claims,
        String correlationId,
        Optional<Seat> seat) {

    public Caller {
        rights = Set.copyOf(rights);
    }

    /// The facts that the credential proves beside the user.
    ///
    /// @param authority the authority that says that the user belongs to the tenant
    /// @param clientId the OAuth client that the token was issued to
    /// @param actingParty the party that acts for the user
    /// @param keyId the API key
    /// @param expiresAt the time at which a token stops being valid
    /// @param zone the time zone of the user
    /// @param signedInAt the time at which the person signed in, of a token that has all rights and with which
    /// nobody     else acts
    public record Proof(
            Authority authority,
            Optional<String> clientId,
            Optional<String> actingParty,
            Optional<String> keyId,
            Optional<Instant> expiresAt,
            Optional<ZoneId> zone,
            Optional<Instant> signedInAt) {}

    /// The caller's own claims: never a proof.
    ///
    /// @param toolCall the same for all requests of one call of a tool; each counts as a request too, so
    ///     that nobody gains by the claim
    public record Claims(
            Optional<String> client, Optional<String> tool, Optional<String> toolCall, Optional<String> run) {}

    /// The space of the request, as the user reaches it.
    public Space space() {
        return seat.map(one -> new Space(tenant, one.space(), List.of(user))).orElseGet(() -> new Space(tenant, user));
    }

    /// The text that a cursor of a question is bound to: it is good in one space only.
    public String bound(String question) {
        return seat.map(one -> question + "\nin " + one.space()).orElse(question);
    }

    /// The same caller in a shared space, with the rights that are left there.
    public Caller in(Seat place) {
        return new Caller(
                tenant,
                issuer,
                subject,
                user,
                place.role().of(rights),
                proof,
                claims,
                correlationId,
                Optional.of(place));
    }

    /// The same caller with the right to do what it may only propose: for a check whose result is not stored.
    public Caller proposing() {
        Set<String> tried = Scope.proposing().stream()
                .filter(scope -> rights.contains(Scope.propose(scope.substring(0, scope.indexOf(':')))))
                .collect(Collectors.toSet());
        tried.addAll(rights);
        return new Caller(tenant, issuer, subject, user, tried, proof, claims, correlationId, seat);
    }

    /// The caller as the journal names it.
    public Author author() {
        return new Author(
                subject,
                proof.clientId(),
                proof.actingParty(),
                proof.keyId(),
                claims.client(),
                claims.tool(),
                claims.run(),
                correlationId);
    }
}
