package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.stored.Excerpt;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.RecentCreates;
import dev.toolbridge.mcp.tool.result.Payloads;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Creates items, and recognises a repeated request.
final class CreateCall {
    private static final int CREATED = 201;

    private final ItemRequests items;
    private final ItemAdvice advice;
    private final RecentCreates recent;

    CreateCall(ItemRequests items, ItemAdvice advice, RecentCreates recent) {
        this.items = items;
        this.advice = advice;
        this.recent = recent;
    }

    CallToolResult run(Arguments arguments) {
        ObjectNode payload = new Names(items.type()).payload(arguments);
        if (payload.isEmpty()) {
            throw new ToolRefusal("Nothing was done: an empty %s helps nobody; give at least one of its fields."
                    .formatted(items.type().label()));
        }
        var keys = new CallKeys(items.caller(), arguments);
        Optional<String> runKey = keys.ofRun();
        return runKey.flatMap(recent::find)
                .flatMap(this::stillThere)
                .orElseGet(() -> create(payload, keys.given().or(keys::ofDelivery), runKey));
    }

    private CallToolResult create(ObjectNode payload, Optional<String> key, Optional<String> runKey) {
        ApiAnswer answer = items.create(payload, new ItemRequests.Guard(OptionalLong.empty(), key));
        if (!(answer instanceof ApiAnswer.Done done) || !done.isItem()) {
            throw advice.refusal(answer);
        }
        runKey.ifPresent(
                request -> recent.remember(request, done.body().path("uid").textValue()));
        var remarks = new ArrayList<String>();
        if (done.replayed() || done.status() != CREATED) {
            remarks.add("It was there already from the same request; nothing new was made.");
        }
        return shown(done.body(), remarks);
    }

    private Optional<CallToolResult> stillThere(RecentCreates.Created created) {
        return items.get(created.uid(), false) instanceof ApiAnswer.Done done
                ? Optional.of(shown(
                        done.body(),
                        List.of("The same call made this %s a moment ago; nothing new was made. To make another, pass"
                                        .formatted(items.type().label())
                                + " an idempotency_key of your own.")))
                : Optional.empty();
    }

    private CallToolResult shown(ObjectNode item, List<String> remarks) {
        return ToolResults.item(items.type(), item, Excerpt.of(Payloads.of(item)), remarks);
    }
}
