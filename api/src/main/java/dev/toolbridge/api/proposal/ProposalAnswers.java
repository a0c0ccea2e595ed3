package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.text.Hunk;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Proposals as clients read them.
///
/// @param review the address of review pages
record ProposalAnswers(ReviewAddress review) {
    private static final String BEFORE = "before";
    private static final String AFTER = "after";
    private static final String FIELD = "field";

    /// A proposal with all its hunks.
    ObjectNode json(Caller caller, Proposal proposal) {
        ObjectNode json = head(caller, proposal.id(), proposal.state());
        words(json, proposal.title(), proposal.reason());
        json.set("by", proposal.by());
        times(json, proposal.times());
        if (proposal.state() == ProposalState.OPEN) {
            json.put("seen", proposal.seen());
        }
        proposal.closing().ifPresent(closing -> add(json, proposal.state(), closing));
        ArrayNode operations = json.putArray("operations");
        List<List<ProposedHunk>> hunks = proposal.hunks();
        for (int place = 0; place < hunks.size(); place++) {
            operations.add(operation(proposal.changes().get(place), hunks.get(place), proposal.marks()));
        }
        return json;
    }

    /// A proposal in a list.
    ObjectNode json(Caller caller, Proposals.Summary summary) {
        ObjectNode json = head(caller, summary.id(), summary.state());
        words(json, summary.title(), summary.reason());
        json.set("by", summary.by());
        times(json, summary.times());
        summary.closing().ifPresent(closing -> add(json, summary.state(), closing));
        return json.put("operationCount", summary.operations());
    }

    /// The refusal of a decision about an earlier state.
    Refusal changed(Caller caller, Proposal now) {
        return Refusal.of(
                        ErrorCode.PROPOSAL_CHANGED,
                        "the proposal or a decision about it has changed since it was shown; nothing is done")
                .fact("proposal", json(caller, now));
    }

    /// The refusal of changes that no longer fit their items, with the hunks as they are now.
    Refusal stale(Caller caller, Proposal fresh) {
        return Refusal.of(
                        ErrorCode.PROPOSAL_STALE,
                        "the items have changed where the proposal changes them; nothing is done: look at the fresh"
                                + " hunks")
                .fact("proposal", json(caller, fresh));
    }

    private ObjectNode head(Caller caller, UUID id, ProposalState state) {
        return Json.object()
                .put("id", id.toString())
                .put("state", state.wireName())
                .put("reviewUrl", review.of(caller, id));
    }

    private static void words(ObjectNode json, String title, Optional<String> reason) {
        json.put("title", title);
        reason.ifPresent(text -> json.put("reason", text));
    }

    private static void times(ObjectNode json, Proposal.Times times) {
        json.put("createdAt", Times.rfc3339(times.createdAt().toEpochMilli()));
        json.put("expiresAt", Times.rfc3339(times.expiresAt().toEpochMilli()));
    }

    private static void add(ObjectNode json, ProposalState state, Proposal.Closing closing) {
        json.put("closedAt", Times.rfc3339(closing.at().toEpochMilli()));
        json.set("closedBy", closing.by());
        closing.text().ifPresent(text -> {
            if (state == ProposalState.APPLIED) {
                json.set("results", Json.stored(text));
            } else {
                json.put("closingReason", text);
            }
        });
    }

    private static ObjectNode operation(ProposedChange change, List<ProposedHunk> hunks, Marks marks) {
        var json = Json.object()
                .put("op", change.verb())
                .put("type", change.type().name())
                .put("uid", change.uid().toString())
                .put("title", change.title())
                .put("version", change.version());
        change.gone().ifPresent(reason -> json.put("gone", reason));
        ArrayNode list = json.putArray("hunks");
        hunks.forEach(hunk -> list.add(hunk(hunk, marks)));
        return json;
    }

    private static ObjectNode hunk(ProposedHunk hunk, Marks marks) {
        var json = Json.object().put("id", hunk.id());
        switch (hunk.part()) {
            case ProposedHunk.Whole whole -> {
                json.put("kind", whole.verb());
                ArrayNode fields = json.putArray("fields");
                whole.values().forEach(value -> value(fields.addObject(), value));
            }
            case ProposedHunk.Value value -> value(json.put("kind", FIELD), value);
            case ProposedHunk.Lines lines -> lines(json.put("kind", "text"), lines);
        }
        marks.of(hunk).ifPresent(mark -> json.set("decision", Marks.json(mark)));
        return json;
    }

    private static void value(ObjectNode json, ProposedHunk.Value value) {
        json.put(FIELD, value.field());
        set(json, BEFORE, value.before());
        set(json, AFTER, value.after());
    }

    private static void set(ObjectNode json, String name, Optional<JsonNode> value) {
        value.ifPresent(known -> json.set(name, known));
    }

    private static void lines(ObjectNode json, ProposedHunk.Lines lines) {
        Hunk hunk = lines.hunk();
        json.put(FIELD, lines.field());
        json.put("fromLine", hunk.fromLine()).put("fromCount", hunk.fromCount());
        json.put("toLine", hunk.toLine()).put("toCount", hunk.toCount());
        hunk.lines().forEach(json.putArray("lines")::add);
    }
}
