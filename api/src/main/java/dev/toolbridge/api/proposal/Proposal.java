package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.digest.Digest;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Changes that somebody proposes to a person.
///
/// @param epoch the epoch of the space whose items it is about
/// @param proposer the author of the changes
/// @param by the author as the journal names it
/// @param revision counts the changes of content and marks
/// @param changes the proposed changes in their order
/// @param marks the decisions so far
/// @param closing its end, if it is closed
public record Proposal(
        UUID id,
        int epoch,
        ProposalState state,
        String title,
        Optional<String> reason,
        Author proposer,
        JsonNode by,
        Times times,
        int revision,
        List<ProposedChange> changes,
        Marks marks,
        Optional<Closing> closing) {

    public Proposal {
        changes = List.copyOf(changes);
    }

    /// The times of its creation and of its end.
    public record Times(Instant createdAt, Instant expiresAt) {}

    /// The end of a proposal.
    ///
    /// @param by the author of the decision
    /// @param text the reason of a rejection, or the results of the changes as JSON
    public record Closing(Instant at, JsonNode by, Optional<String> text) {}

    /// The hunks of each change, in their order.
    public List<List<ProposedHunk>> hunks() {
        return Hunks.of(changes);
    }

    /// A hash of all that a person decides about: the changes, the versions that they are based on, and the marks.
    public String seen() {
        String shown = id + "\n" + ProposedChange.text(changes) + "\n" + Json.text(marks.json());
        return HexFormat.of().formatHex(Digest.sha256(shown.getBytes(StandardCharsets.UTF_8)));
    }

    /// Refuses what only an open proposal allows.
    void requireOpen() {
        if (state != ProposalState.OPEN) {
            throw Refusal.of(ErrorCode.INVALID_STATE, "the proposal is " + state.wireName() + ", no longer open")
                    .fact("state", state.wireName());
        }
    }
}
