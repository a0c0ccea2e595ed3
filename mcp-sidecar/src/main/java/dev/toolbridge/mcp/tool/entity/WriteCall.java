package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.DeliveryKey;
import dev.toolbridge.mcp.tool.result.Payloads;
import dev.toolbridge.mcp.tool.result.ToolResults;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Changes items. Two deliveries of a call change them once.
final class WriteCall {
    private static final int MOVES_MAX = 3;
    private static final String REPLAYED = "This call came before; this is the answer to its first delivery.";

    private final ItemRequests items;
    private final ItemAdvice advice;
    private final Optional<String> delivery;
    private final Names names;

    WriteCall(ItemRequests items, ItemAdvice advice, Call call) {
        this.items = items;
        this.advice = advice;
        this.delivery = call.delivery();
        this.names = new Names(items.type());
    }

    CallToolResult update(Arguments arguments) {
        Set<String> kept = Parameters.parentFields(items.type());
        ObjectNode payload = names.payload(arguments);
        boolean movesNowhere = !kept.isEmpty() && !named(payload).containsAll(kept);
        return movesNowhere
                ? replaceInPlace(arguments, payload, kept)
                : result(items.replace(arguments.required(Parameters.UID), payload, guard(arguments)), named(payload));
    }

    CallToolResult patch(Arguments arguments) {
        ObjectNode updates = names.updates(arguments);
        if (updates.isEmpty()) {
            throw new ToolRefusal("Nothing was done: updates is empty; name the fields to change.");
        }
        return result(items.patch(arguments.required(Parameters.UID), updates, guard(arguments)), named(updates));
    }

    CallToolResult delete(Arguments arguments) {
        return result(items.delete(arguments.required(Parameters.UID), guard(arguments)), Set.of());
    }

    CallToolResult archive(Arguments arguments) {
        Set<String> changed = items.type().archive().fields().keySet();
        return result(items.archive(arguments.required(Parameters.UID), guard(arguments)), changed);
    }

    CallToolResult process(Arguments arguments) {
        String action = arguments.required(Parameters.ACTION);
        var body = Json.object().put("action", action);
        body.set("metadata", arguments.object(Parameters.METADATA));
        Edit edit = items.type().actions().get(action);
        Set<String> changed = Stream.concat(edit.fields().keySet().stream(), edit.stamps().keySet().stream())
                .collect(Collectors.toSet());
        return result(items.process(arguments.required(Parameters.UID), body, guard(arguments)), changed);
    }

    /// Puts the stored parent into the new fields. The version that was read guards against a move meanwhile.
    private CallToolResult replaceInPlace(Arguments arguments, ObjectNode payload, Set<String> kept) {
        ApiAnswer answer = new ApiAnswer.Unreadable(0);
        for (int attempt = 0; attempt < MOVES_MAX; attempt++) {
            ObjectNode stored =
                    done(items.get(arguments.required(Parameters.UID), false)).body();
            ObjectNode whole = payload.deepCopy();
            kept.forEach(field -> whole.set(field, stored.path("payload").path(field)));
            OptionalLong given = arguments.whole(Parameters.IF_MATCH);
            var version = given.isPresent()
                    ? given
                    : OptionalLong.of(stored.path("version").asLong());
            answer = items.replace(arguments.required(Parameters.UID), whole, guard(arguments, version));
            boolean movedMeanwhile =
                    answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.VERSION_MISMATCH;
            if (!movedMeanwhile || given.isPresent()) {
                break;
            }
        }
        return result(
                answer, Stream.concat(named(payload).stream(), kept.stream()).collect(Collectors.toSet()));
    }

    /// Shows only the changed fields of the item.
    private CallToolResult result(ApiAnswer answer, Set<String> changed) {
        ApiAnswer.Done done = done(answer);
        ObjectNode fields = Payloads.only(changed, Payloads.of(done.body()));
        return ToolResults.item(
                items.type(), done.body(), Excerpt.of(fields), done.replayed() ? List.of(REPLAYED) : List.of());
    }

    private static Set<String> named(ObjectNode fields) {
        return fields.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private ApiAnswer.Done done(ApiAnswer answer) {
        if (answer instanceof ApiAnswer.Done done && done.isItem()) {
            return done;
        }
        throw advice.refusal(answer);
    }

    private ItemRequests.Guard guard(Arguments arguments) {
        return guard(arguments, arguments.whole(Parameters.IF_MATCH));
    }

    private ItemRequests.Guard guard(Arguments arguments, OptionalLong version) {
        String tool = items.caller().tool();
        return new ItemRequests.Guard(
                version, delivery.map(id -> DeliveryKey.of(id, tool, arguments.canonicalText(), version.toString())));
    }
}
