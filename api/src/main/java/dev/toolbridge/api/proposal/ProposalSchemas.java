package dev.toolbridge.api.proposal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.history.TextChange;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of proposals.
public final class ProposalSchemas {
    static final String ORDER = "proposal_order";
    static final String PROPOSAL = "proposal";
    static final String LIST = "proposals";
    static final String DECISIONS = "proposal_decisions";
    static final String APPROVAL = "proposal_approval";
    static final String REASON = "proposal_rejection";

    private static final String OPERATION = "batch_operation";
    private static final String SUMMARY = "proposal_summary";
    private static final String HUNK = "proposed_hunk";
    private static final String DECISION = "proposal_decision";

    private ProposalSchemas() {}

    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ORDER, order());
        schemas.put(DECISION, decision());
        schemas.put(DECISIONS, decisions());
        schemas.put(APPROVAL, approval());
        schemas.put(REASON, Schema.object().with("reason", reason()).closed());
        schemas.put(HUNK, hunk());
        schemas.put(PROPOSAL, proposal());
        schemas.put(
                SUMMARY,
                head("operationCount").with("operationCount", Schema.whole(1)).schema());
        schemas.put(LIST, list());
        return schemas;
    }

    private static ObjectNode order() {
        var operations = Schema.arrayOf(Schema.reference(OPERATION));
        operations.put("minItems", 1).put("maxItems", ProposalBody.OPERATIONS_MAX);
        return Schema.object("title", "operations")
                .with("title", filled(ProposalBody.TITLE_LENGTH_MAX))
                .with("reason", reason())
                .with("operations", operations)
                .with("expiresIn", Schema.orNull(time()))
                .closed();
    }

    private static ObjectNode time() {
        var time = Schema.text("^P[0-9DTHMS.]+$", 40);
        time.putArray("examples").add("P7D").add("PT36H");
        return time;
    }

    private static ObjectNode reason() {
        return Schema.orNull(filled(ProposalBody.REASON_LENGTH_MAX));
    }

    /// A text that is not blank, and that the database can store.
    private static ObjectNode filled(int lengthMax) {
        return Schema.text("^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$", lengthMax);
    }

    private static ObjectNode decision() {
        var revised = Schema.object(Marks.REVISED)
                .with(Marks.REVISED, Schema.text("^[^\\u0000]*$", Marks.TEXT_LENGTH_MAX))
                .closed();
        return Schema.any(Schema.choice(List.of(Marks.ACCEPTED, Marks.REJECTED)), revised);
    }

    private static ObjectNode decisions() {
        var decisions = Schema.of("object");
        decisions.set("additionalProperties", Schema.any(Schema.reference(DECISION), Schema.of("null")));
        return decisions;
    }

    private static ObjectNode approval() {
        return Schema.object("seen")
                .with("seen", Schema.text("^[0-9a-f]+$", 64))
                .with("rest", Schema.orNull(Schema.choice(List.of(Marks.ACCEPTED, Marks.REJECTED))))
                .with("decisions", Schema.orNull(Schema.reference(DECISIONS)))
                .closed();
    }

    private static ObjectNode list() {
        return Schema.object(LIST, "hasMore")
                .with(LIST, Schema.arrayOf(Schema.reference(SUMMARY)))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }

    private static Schema.Members head(String... more) {
        var required = new ArrayList<>(List.of("id", "state", "title", "reviewUrl", "by", "createdAt", "expiresAt"));
        required.addAll(List.of(more));
        return Schema.object(required.toArray(String[]::new))
                .with("id", Schema.uuid())
                .with("state", Schema.choice(ProposalState.names()))
                .with("title", Schema.text())
                .with("reason", Schema.text())
                .with("reviewUrl", Schema.text())
                .with("by", Schema.of("object"))
                .with("createdAt", Schema.time())
                .with("expiresAt", Schema.time())
                .with("closedAt", Schema.time())
                .with("closedBy", Schema.of("object"))
                .with("closingReason", Schema.text())
                .with("results", Schema.arrayOf(result()));
    }

    private static ObjectNode result() {
        return Schema.object("type", "uid", "version")
                .with("type", types())
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .closed();
    }

    private static ObjectNode types() {
        return Schema.choice(Entities.ALL.stream().map(EntityType::name).toList());
    }

    private static ObjectNode proposal() {
        var operation = Schema.object("op", "type", "uid", "title", "version", "hunks")
                .with("op", Schema.text())
                .with("type", types())
                .with("uid", Schema.uuid())
                .with("title", Schema.text())
                .with("version", Schema.whole(0))
                .with("gone", Schema.choice(List.of("deleted", "missing", "exists", "live")))
                .with("hunks", Schema.arrayOf(Schema.reference(HUNK)));
        return head("operations")
                .with("seen", Schema.text("^[0-9a-f]+$", 64))
                .with("operations", Schema.arrayOf(operation.closed()))
                .schema();
    }

    private static ObjectNode hunk() {
        var field = Schema.object("field")
                .with("field", Schema.text())
                .with("before", Json.object())
                .with("after", Json.object());
        return Schema.object("id", "kind")
                .with("id", Schema.text("^h[1-9][0-9]*$", 10))
                .with(
                        "kind",
                        Schema.choice(List.of("text", "field", "create", "delete", "archive", "process", "restore")))
                .with("field", Schema.text())
                .with("before", Json.object())
                .with("after", Json.object())
                .with("fields", Schema.arrayOf(field.closed()))
                .with("fromLine", Schema.whole(1))
                .with("fromCount", Schema.whole(0))
                .with("toLine", Schema.whole(1))
                .with("toCount", Schema.whole(0))
                .with("lines", Schema.arrayOf(Schema.text("^[ +-]", TextChange.CHARACTERS_MAX + 1)))
                .with("decision", Schema.reference(DECISION))
                .closed();
    }
}
