package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The answer to a batch, for an assistant.
///
/// @param operations the operations of the batch
/// @param caller the sender of the call
record BatchOutcome(List<SentOperation> operations, OnBehalf caller) {
    private static final int FIRST_REFUSAL = 400;
    private static final int ERROR_LENGTH_MAX = 100;
    private static final String MATCHED = "matched";
    private static final List<String> FACTS = List.of("status", "type", "uid", "version", "ref", "code", MATCHED);

    /// The name of a field in an operation. Beside it, `position` may be a place in the text of the field.
    private static final Pattern FIELD = Pattern.compile("operations\\[(\\d{1,3})].*");

    /// A batch that was carried out, or the part of it that could be.
    ///
    /// @param isRepeated true if the same call came a moment ago
    CallToolResult shown(ApiAnswer.Done done, boolean isRepeated) {
        List<JsonNode> results = done.body().path("results").valueStream().toList();
        ObjectNode structure = StoredText.marked();
        structure.put("applied", done.body().path("applied").asBoolean());
        results.forEach(result -> structure.withArray("results").add(structured(result)));
        var lines = new ArrayList<String>();
        if (done.replayed()) {
            lines.add(
                    isRepeated
                            ? "The same call was carried out a moment ago; nothing was done again. To do it again,"
                                    + " pass an idempotency_key of your own."
                            : "This call came before; this is the answer to its first delivery.");
        }
        long refused = results.stream().filter(BatchOutcome::isRefused).count();
        String did = done.body().path("dryRun").asBoolean() ? "would be done; nothing was stored." : "are done.";
        lines.add("%s of %s operations %s".formatted(results.size() - refused, results.size(), did));
        IntStream.range(0, results.size())
                .mapToObj(position -> line(position, results.get(position)))
                .forEach(lines::add);
        return ToolResults.result(lines, structure);
    }

    /// Tells if every operation was carried out.
    boolean isWhole(ApiAnswer.Done done) {
        return done.body().path("results").valueStream().noneMatch(BatchOutcome::isRefused);
    }

    /// The refusal of the whole batch.
    ToolRefusal refusal(ApiAnswer answer) {
        if (!(answer instanceof ApiAnswer.Refused refused)) {
            return new Advice(caller, false).refusal(answer);
        }
        JsonNode first = refused.facts()
                .path("results")
                .path(refused.facts().path("failedAt").asInt(-1));
        if (refused.code() == ErrorCode.BATCH_REFUSED && first.isObject()) {
            return refusal(refused.facts().path("failedAt").asInt(), first);
        }
        int position = position(refused.facts());
        return position >= 0 && position < operations.size()
                ? refusal(position, refused.facts())
                : new Advice(caller, false).refusal(answer);
    }

    private static int position(JsonNode facts) {
        var field = FIELD.matcher(facts.path("field").asText(""));
        return field.matches()
                ? Integer.parseInt(field.group(1))
                : facts.path("position").asInt(-1);
    }

    private ToolRefusal refusal(int position, JsonNode error) {
        String expected = error.path("expected").asText("");
        return new ToolRefusal("Nothing was done: operation %s (%s) was refused: %s%s. %s"
                .formatted(
                        position,
                        named(position),
                        error.path("error").asText(),
                        expected.isEmpty() ? "" : "; expected " + expected,
                        "Correct it, and send all operations again."));
    }

    private String named(int position) {
        return position < operations.size() ? operations.get(position).named() : "";
    }

    private String line(int position, JsonNode result) {
        String refused = isRefused(result) ? "refused: " + error(result) : "";
        String did = result.has(MATCHED)
                ? items(result) + (refused.isEmpty() ? "" : "; " + refused)
                : refused.isEmpty()
                        ? "%s, version %s"
                                .formatted(
                                        result.path("uid").asText(),
                                        result.path("version").asLong())
                        : refused;
        return "%s %s: %s".formatted(position, named(position), did);
    }

    /// The items of an operation with a condition.
    private static String items(JsonNode result) {
        List<JsonNode> items = result.path("results").valueStream().toList();
        long done = items.stream().filter(item -> !isRefused(item)).count();
        return done + " of " + items.size() + " items done";
    }

    private static ObjectNode structured(JsonNode result) {
        var structured = Json.object();
        FACTS.stream().filter(result::has).forEach(fact -> structured.set(fact, StoredText.shown(result.path(fact))));
        return isRefused(result) ? structured.put("error", error(result)) : structured;
    }

    /// Refusals quote stored text and what was sent: each stays on its line.
    private static String error(JsonNode result) {
        JsonNode fault = result.path("results")
                .valueStream()
                .filter(BatchOutcome::isRefused)
                .findFirst()
                .orElse(result);
        return StoredText.inline(fault.path("error").asText(), ERROR_LENGTH_MAX);
    }

    /// Tells if an operation was refused, or a write of one of the items that meet its condition.
    private static boolean isRefused(JsonNode result) {
        return result.path("status").asInt() >= FIRST_REFUSAL
                || result.path("results").valueStream().anyMatch(BatchOutcome::isRefused);
    }
}
