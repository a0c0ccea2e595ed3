package dev.toolbridge.api.item;

import java.util.Optional;
import java.util.UUID;

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
/// @param approval the person's decision that let it be carried out, if there was one
public record Author(
        String subject,
        Optional<String> clientId,
        Optional<String> actingParty,
        Optional<String> keyId,
        Optional<String> claimedClient,
        Optional<String> claimedTool,
        Optional<String> claimedRun,
        String correlationId,
        Optional<Approval> approval) {

    /// A person's decision about what the author proposed.
    ///
    /// @param by the person
    /// @param clientId the OAuth client with which the person decided
    /// @param proposal the proposal
    public record Approval(String by, Optional<String> clientId, UUID proposal) {}

    /// An author that nobody had to approve.
    public Author(
            String subject,
            Optional<String> clientId,
            Optional<String> actingParty,
            Optional<String> keyId,
            Optional<String> claimedClient,
            Optional<String> claimedTool,
            Optional<String> claimedRun,
            String correlationId) {
        this(
                subject,
                clientId,
                actingParty,
                keyId,
                claimedClient,
                claimedTool,
                claimedRun,
                correlationId,
                Optional.empty());
    }

    /// The same author, after a person's decision in a later request.
    public Author approved(Approval decision, String requestOfDecision) {
        return with(claimedRun, requestOfDecision, Optional.of(decision));
    }

    /// The same author in another run.
    public Author inRun(String run) {
        return with(Optional.of(run), correlationId, approval);
    }

    /// The same author outside of every run: nobody takes this back with a run.
    public Author outsideRuns() {
        return with(Optional.empty(), correlationId, approval);
    }

    private Author with(Optional<String> run, String request, Optional<Approval> decision) {
        return new Author(subject, clientId, actingParty, keyId, claimedClient, claimedTool, run, request, decision);
    }
}
