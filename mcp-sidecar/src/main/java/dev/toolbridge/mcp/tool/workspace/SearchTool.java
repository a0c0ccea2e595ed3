package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Effect;
import dev.toolbridge.mcp.tool.Kind;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.Schemas;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolContext;
import dev.toolbridge.mcp.tool.ToolDefinition;
import dev.toolbridge.mcp.tool.ToolEntry;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.result.Fitting;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The tool `search`: items of all types by the words in them.
///
/// @param api answers the question
public record SearchTool(ApiClient api) implements ToolCall {
    private static final String NAME = "search";
    private static final String QUESTION = "q";
    private static final String LIMIT = "limit";
    private static final String SNIPPET = "snippet";
    private static final int LIMIT_DEFAULT = 15;
    private static final int LIMIT_MAX = 50;
    private static final int TITLE_LENGTH_MAX = 200;
    private static final int SNIPPETS_LENGTH_MAX = 500;

    /// Enough to judge a hit by; the structure has the whole snippets.
    private static final int SNIPPET_IN_LINE_MAX = 90;

    /// The subject of all tools over several types, as filters of addresses name it.
    static final String SUBJECT = "workspace";

    public static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Search",
                "Find items by words.",
                List.of(
                        Parameter.required(QUESTION, Kind.TEXT),
                        Parameter.optional(ChosenTypes.TYPES, Kind.TEXTS),
                        Parameter.optional(LIMIT, Kind.WHOLE)),
                Schemas.listOf("hits"));
        return new ToolEntry(definition, SUBJECT, Scope.ANY_READ, Effect.READS, new SearchTool(context.api()));
    }

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        long limit = arguments.whole(LIMIT).orElse(LIMIT_DEFAULT);
        if (limit < 1 || limit > LIMIT_MAX) {
            throw new ToolRefusal("Nothing was read: limit must be a whole number from 1 to " + LIMIT_MAX + ".");
        }
        var request = ApiRequest.of("GET", "/v1/search")
                .with(QUESTION, arguments.required(QUESTION))
                .with(LIMIT, Long.toString(limit));
        var caller = new OnBehalf(call, NAME);
        ApiAnswer answer = api.send(ChosenTypes.of(arguments, call, narrowing).on(request), caller);
        if (answer instanceof ApiAnswer.Done done && done.body().path("hits").isArray()) {
            return shown(done.body());
        }
        throw new Advice(caller, true).refusal(answer);
    }

    private static CallToolResult shown(ObjectNode body) {
        List<ObjectNode> all =
                body.path("hits").valueStream().map(SearchTool::hit).toList();
        List<ObjectNode> hits = all.subList(0, Fitting.count(all));
        boolean hasMore = body.path("hasMore").asBoolean() || hits.size() < all.size();
        ObjectNode structure = StoredText.marked();
        structure.putArray("hits").addAll(hits);
        structure.put("hasMore", hasMore);
        var lines = new ArrayList<String>();
        lines.add(hits.isEmpty() ? "No hits: " + reason(body) : hits.size() + " hits, best first.");
        if (hits.isEmpty()) {
            structure.put("reason", body.path("reason").asText("nothing_matches"));
        }
        if (hasMore) {
            lines.add("There are more: ask for more words, or raise limit (at most " + LIMIT_MAX + ").");
        }
        if (body.path("behind").asInt() > 0) {
            structure.put("behind", body.path("behind").asInt());
            lines.add(body.path("behind").asInt() + " changed items cannot be found yet; search again for them.");
        }
        if (!hits.isEmpty()) {
            lines.add(StoredText.MARK);
        }
        hits.forEach(hit -> lines.add(StoredText.line(brief(hit))));
        return ToolResults.result(lines, structure);
    }

    /// A hit with its stored texts written for readers; the line of it is JSON, which no text can leave.
    private static ObjectNode hit(JsonNode found) {
        ObjectNode hit = identity(found);
        String text = found.path("snippets")
                .valueStream()
                .filter(snippet -> !isTitle(snippet.path("field").asText()))
                .map(snippet -> snippet.path("text").asText())
                .collect(Collectors.joining(" … "));
        hit.put(SNIPPET, StoredText.cut(text, SNIPPETS_LENGTH_MAX));
        if (found.path("parent").isObject()) {
            hit.set("parent", identity(found.path("parent")));
        }
        return hit;
    }

    private static ObjectNode brief(ObjectNode hit) {
        String snippet = StoredText.shortened(hit.path(SNIPPET).asText(), SNIPPET_IN_LINE_MAX);
        return hit.deepCopy().put(SNIPPET, snippet);
    }

    private static ObjectNode identity(JsonNode item) {
        ObjectNode identity = Json.object().put("type", item.path("type").asText());
        return identity.put("title", StoredText.cut(item.path("title").asText(), TITLE_LENGTH_MAX))
                .put("uid", item.path("uid").asText());
    }

    private static boolean isTitle(String field) {
        return field.equals("title") || field.equals("name");
    }

    private static String reason(ObjectNode body) {
        return switch (body.path("reason").asText()) {
            case "only_stop_words" -> "q has only words that are too common; add others.";
            case "only_excluded_words" -> "q only excludes words; add some to find.";
            case "no_words" -> "q has no words.";
            default -> "nothing matches; try fewer or other words.";
        };
    }
}
