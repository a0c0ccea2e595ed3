package dev.toolbridge.api.item;

import java.util.Optional;

/// The author of a change: facts from the token, and beside them the caller's own claims.
///
/// @param subject the user
/// @param clientId the OAuth client that the token was issued to
/// @param actingParty the party that acts for the user
/// @param keyId the API key that was shown
/// @param claimedClient the client that the caller claims to be
/// @param claimedTool the tool it says it used
/// @param claimedRun the run it says this belongs to
/// @param correlationId the correlation id of the request
public record Author(
        String subject,
        Optional<String> clientId,
        Optional<String> actingParty,
        Optional<String> keyId,
        Optional<String> claimedClient,
        Optional<String> claimedTool,
        Optional<String> claimedRun,
        String correlationId) {

    /// The same author in another run.
    public Author inRun(String run) {
        return new Author(
                subject, clientId, actingParty, keyId, claimedClient, claimedTool, Optional.of(run), correlationId);
    }
}
