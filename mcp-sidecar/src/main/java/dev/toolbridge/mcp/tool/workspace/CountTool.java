package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.entity.Entities;
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
import dev.toolbridge.mcp.tool.query.QueryArguments;
import dev.toolbridge.mcp.tool.query.Spelling;
import dev.toolbridge.mcp.tool.result.Fitting;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The tool `count_items`: items, or changes of them, by their fields.
///
/// @param api counts
public record CountTool(ApiClient api) implements ToolCall {
    private static final String NAME = "count_items";
    private static final String OF = "of";
    private static final String BY = "by";
    private static final String ITEMS = "items";
    private static final String CHANGES = "changes";

    public static ToolEntry entry(ToolContext context) {
        var definition = new ToolDefinition(
                NAME,
                "Count items",
                "Count items or changes.",
                List.of(
                        Parameter.optionalChoice(OF, List.of(ITEMS, CHANGES)),
                        Parameter.optional(ChosenTypes.TYPES, Kind.TEXTS),
                        Parameter.optional(BY, Kind.TEXTS),
                        Parameter.optional(QueryArguments.FILTER, Kind.TEXT)),
                Schemas.listOf("groups"));
        return new ToolEntry(
                definition, SearchTool.SUBJECT, Scope.ANY_READ, Effect.READS, new CountTool(context.api()));
    }

    /// The question of a call.
    private record Asked(QueryArguments query, Columns columns, ApiRequest request) {}

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        ChosenTypes types = ChosenTypes.of(arguments, call, narrowing);
        Asked asked = asked(arguments, types);
        var caller = new OnBehalf(call, NAME);
        ApiAnswer answer = api.send(asked.request(), caller);
        if (answer instanceof ApiAnswer.Done done && done.body().path("groups").isArray()) {
            return shown(asked.columns(), done.body());
        }
        throw asked.query()
                .refusal(answer)
                .or(() -> ofColumns(asked.columns(), answer))
                .orElseGet(() -> new Advice(caller, true).refusal(answer));
    }

    private static Asked asked(Arguments arguments, ChosenTypes types) {
        boolean isOfChanges = arguments.text(OF).filter(CHANGES::equals).isPresent();
        boolean isOfOneType = !isOfChanges && types.named().size() == 1;
        Spelling spelling = Spelling.ofQueries(types.named().isEmpty() ? Entities.ALL : types.named());
        QueryArguments query = QueryArguments.of(arguments, spelling);
        Columns columns = Columns.of(arguments.texts(BY), spelling);
        String path = isOfChanges
                ? "/v1/changes/aggregate"
                : isOfOneType ? "/v1/" + types.named().getFirst().plural() + "/aggregate" : "/v1/aggregate";
        ApiRequest request = query.filtered(ApiRequest.of("GET", path)).with("select", columns.selection());
        request = columns.hasTimes() ? request : request.with("order", Columns.COUNT + ".desc");
        return new Asked(query, columns, isOfOneType ? request : types.on(request));
    }

    /// The refusal of a column that the API cannot read, if that is the failure.
    private static Optional<ToolRefusal> ofColumns(Columns columns, ApiAnswer answer) {
        if (!(answer instanceof ApiAnswer.Refused refused)
                || !refused.facts().path("field").asText().equals("select")) {
            return Optional.empty();
        }
        OptionalInt place = columns.at(refused.facts().path("position").asInt());
        return place.stream()
                .mapToObj(at -> QueryArguments.fault(BY, at, refused))
                .findFirst();
    }

    private static CallToolResult shown(Columns columns, ObjectNode body) {
        List<ObjectNode> all = body.path("groups")
                .valueStream()
                .map(group -> structured(columns, group))
                .toList();
        int count = Fitting.count(all);
        boolean isTruncated = body.path("truncated").asBoolean() || count < all.size();
        ObjectNode structure = StoredText.marked();
        structure.putArray("groups").addAll(all.subList(0, count));
        structure.put("truncated", isTruncated);
        var lines = new ArrayList<String>();
        if (columns.hasTimes()) {
            structure.put("tz", body.path("tz").asText());
            lines.add("Days are those of " + body.path("tz").asText() + "; a week begins on Monday.");
        }
        if (body.has("from")) {
            structure.put("from", body.path("from").asText());
            lines.add("Changes are kept since " + body.path("from").asText() + ".");
        }
        if (isTruncated) {
            lines.add("There are more groups: filter, or count by less.");
        }
        lines.add(count == 0 ? "No groups: nothing matches." : StoredText.MARK);
        body.path("groups").valueStream().limit(count).map(columns::line).forEach(lines::add);
        return ToolResults.result(lines, structure);
    }

    private static ObjectNode structured(Columns columns, JsonNode group) {
        var structured = Json.object();
        List<JsonNode> values = columns.values(group);
        for (int place = 0; place < values.size(); place++) {
            structured.set(columns.written().get(place), values.get(place));
        }
        return structured.put(Columns.COUNT, group.path(Columns.COUNT).asLong());
    }
}
