package dev.toolbridge.api.access;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Who is calling, for which tenant, with which rights. Made once at the edge; nothing behind it reads a header.
///
/// @param tenant the tenant that was selected and authorised
/// @param issuer who vouches for the subject
/// @param subject the user as the issuer names it
/// @param user the user's id in every tenant: a UUIDv5 of issuer and subject
/// @param rights what the role allows and the credential does not withhold, each scope written out
/// @param proof by what the caller was recognised
/// @param claims what the caller says of itself
/// @param correlationId follows the request into the journal
public record Caller(
        String tenant,
        String issuer,
        String subject,
        UUID user,
        Set<String> rights,
        Proof proof,
        Claims claims,
        String correlationId) {

    public Caller {
        rights = Set.copyOf(rights);
    }

    /// What the credential proves beside the user.
    ///
    /// @param authority who says that the user belongs to the tenant
    /// @param clientId the OAuth client that the token was issued to
    /// @param actingParty the party that acts for the user
    /// @param keyId the API key
    public record Proof(
            Authority authority, Optional<String> clientId, Optional<String> actingParty, Optional<String> keyId) {}

    /// What a caller says of itself: never proof of anything.
    public record Claims(Optional<String> client, Optional<String> tool, Optional<String> run) {}

    /// The user's personal space.
    public Space space() {
        return new Space(tenant, user);
    }

    /// How the journal names this caller.
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
