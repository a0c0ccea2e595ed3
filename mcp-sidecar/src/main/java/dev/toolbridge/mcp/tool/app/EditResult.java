package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.mcp.tool.result.Fitting;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A proposed edit as its tools show it: its state, and as many of its hunks as one answer has room for.
final class EditResult {
    static final String HUNKS = "hunks";

    private static final Excerpt.Limits LIMITS = new Excerpt.Limits(2_000, 200);
    private static final int TITLE_LENGTH_MAX = 200;

    private EditResult() {}

    static CallToolResult of(ObjectNode proposal, Arguments arguments) {
        List<ObjectNode> hunks = hunks(proposal);
        var lines = new ArrayList<String>();
        UiFormat.remark(arguments).ifPresent(lines::add);
        lines.addAll(Proposer.lines(proposal));
        JsonNode version = proposal.at("/results/0/version");
        if (version.isNumber()) {
            lines.add("The note is at version " + version.asLong() + ".");
        }
        ObjectNode structure = head(proposal);
        List<ObjectNode> shown = hunks.subList(0, room(lines, structure, hunks));
        lines.add("%s hunks.".formatted(hunks.size()));
        if (shown.size() < hunks.size()) {
            lines.add("%s of them are shown; the review page has all.".formatted(shown.size()));
            structure.put("leftOut", hunks.size() - shown.size());
        }
        structure.putArray(HUNKS).addAll(shown);
        lines.add(StoredText.MARK);
        shown.forEach(hunk -> lines.add(StoredText.line(hunk)));
        return ToolResults.result(lines, structure);
    }

    private static ObjectNode head(ObjectNode proposal) {
        JsonNode note = proposal.at("/operations/0");
        ObjectNode head = Proposer.structure(proposal);
        head.put("edit_id", proposal.path("id").asText());
        head.put("title", StoredText.cut(note.path("title").asText(), TITLE_LENGTH_MAX));
        head.set("uid", note.path("uid"));
        head.set("version", note.path("version"));
        return head;
    }

    /// The number of hunks that fit beside the rest.
    private static int room(List<String> lines, ObjectNode head, List<ObjectNode> hunks) {
        ObjectNode rest = head.deepCopy().put("text", String.join(" ", lines));
        return Math.max(
                0, Fitting.count(Stream.concat(Stream.of(rest), hunks.stream()).toList()) - 1);
    }

    private static List<ObjectNode> hunks(ObjectNode proposal) {
        return Proposer.operations(proposal).stream()
                .flatMap(operation -> operation.path(HUNKS).valueStream())
                .filter(ObjectNode.class::isInstance)
                .map(hunk -> Excerpt.of((ObjectNode) hunk, _ -> LIMITS).fields())
                .toList();
    }
}
