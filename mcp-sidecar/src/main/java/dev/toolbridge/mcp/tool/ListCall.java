package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Lists items: newest change first, and never more at a time than an assistant can read.
final class ListCall {
    private static final int LIMIT_DEFAULT = 25;
    private static final int LIMIT_MAX = 1_000;
    private static final int TOKENS_MAX = 20_000;

    /// JSON has at least about this many bytes to a token, in any language.
    private static final int BYTES_PER_TOKEN = 3;

    private static final int PAGE_BYTES_MAX = TOKENS_MAX * BYTES_PER_TOKEN;

    /// How much smaller the next try is when a page was too long to be fetched.
    private static final int SHRINK = 4;

    private final ItemRequests items;
    private final Advice advice;
    private final Arguments arguments;
    private final Summary chosen;
    private final Summary brief;
    private final int limit;

    ListCall(ItemRequests items, Advice advice, Arguments arguments) {
        this.items = items;
        this.advice = advice;
        this.arguments = arguments;
        this.chosen = new Summary(items.type(), arguments.texts(Parameters.FIELDS), arguments.flag(Parameters.FULL));
        this.brief = new Summary(items.type(), List.of(), false);
        this.limit = limit(arguments);
    }

    CallToolResult run() {
        return ToolResults.page(items.type(), page(limit));
    }

    private static int limit(Arguments arguments) {
        long asked = arguments.whole(Parameters.LIMIT).orElse(LIMIT_DEFAULT);
        if (asked < 1 || asked > LIMIT_MAX) {
            throw new ToolRefusal("Nothing was done: limit must be a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return (int) asked;
    }

    /// A page that is too long is asked for again with fewer items: only the API can say where the rest begins.
    private ItemPage page(int size) {
        Optional<String> cursor = arguments.text(Parameters.CURSOR).filter(text -> !text.isEmpty());
        boolean includeDeleted = arguments.flag(Parameters.INCLUDE_DELETED);
        return switch (items.list(size, cursor, includeDeleted)) {
            case ApiAnswer.Done done
            when isPage(done.body()) -> {
                List<ObjectNode> shown = shown(done.body());
                int fitting = fitting(shown);
                yield fitting == shown.size() ? page(done.body(), shown, size < limit) : page(fitting);
            }
            case ApiAnswer.TooLong _ when size > 1 -> page(Math.max(1, size / SHRINK));
            case ApiAnswer other -> throw advice.refusal(other);
        };
    }

    private static boolean isPage(ObjectNode body) {
        return body.path("items").isArray() && body.path("items").valueStream().allMatch(item -> item.isObject());
    }

    /// An item that is too long for a page on its own is shown in brief.
    private List<ObjectNode> shown(ObjectNode body) {
        var shown = new ArrayList<ObjectNode>();
        for (var node : body.path("items")) {
            var item = (ObjectNode) node;
            ObjectNode whole = chosen.of(item);
            shown.add(Json.bytes(whole).length > PAGE_BYTES_MAX ? brief.of(item) : whole);
        }
        return shown;
    }

    private static int fitting(List<ObjectNode> items) {
        int bytesLeft = PAGE_BYTES_MAX;
        int count = 0;
        for (ObjectNode item : items) {
            bytesLeft -= Json.bytes(item).length;
            if (bytesLeft < 0) {
                return Math.max(1, count);
            }
            count++;
        }
        return count;
    }

    private static ItemPage page(ObjectNode body, List<ObjectNode> shown, boolean cut) {
        Optional<String> next = Optional.of(body)
                .filter(page -> page.path("hasMore").asBoolean(false))
                .map(page -> page.path("nextCursor").asText(""))
                .filter(cursor -> !cursor.isEmpty());
        var remarks = new ArrayList<String>();
        if (cut) {
            remarks.add(String.format(Locale.ROOT, "Cut at %,d tokens after %d.", TOKENS_MAX, shown.size()));
        }
        next.ifPresent(cursor -> remarks.add("There are more: call again with cursor " + cursor));
        return new ItemPage(shown, next, remarks);
    }
}
