package dev.toolbridge.api.access;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who is calling, for which tenant, with which rights. Made once at the edge; nothing behind it reads a header.
///
/// @param tenant the tenant that was selected and authorised
/// @param user the user's id in every tenant: a UUIDv5 of issuer and subject
/// @param subject the user as the identity provider names it
/// @param scopes what the token grants; none of ours: all that the user may do
/// @param clientId the OAuth client that the token was issued to
/// @param actingParty the party that acts for the user
/// @param claims what the caller says of itself
/// @param correlationId follows the request into the journal
public record Caller(
        String tenant,
        UUID user,
        String subject,
        Set<String> scopes,
        Optional<String> clientId,
        Optional<String> actingParty,
        Claims claims,
        String correlationId) {

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /// What a caller says of itself: never proof of anything.
    public record Claims(Optional<String> client, Optional<String> tool, Optional<String> run) {}

    /// The user's personal space.
    public Space space() {
        return new Space(tenant, user);
    }

    /// How the journal names this caller.
    public Author author() {
        return new Author(subject, clientId, actingParty, claims.client(), claims.tool(), claims.run(), correlationId);
    }
}
