package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.stored.Tokens;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Today;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.result.Dates;
import dev.toolbridge.mcp.tool.result.Fitting;
import dev.toolbridge.mcp.tool.result.ItemPage;
import dev.toolbridge.mcp.tool.result.ToolResults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Lists items: the newest change first, and at most as many as an assistant can read at once.
final class ListCall {
    private static final int LIMIT_DEFAULT = 25;
    private static final int LIMIT_MAX = 1_000;

    /// The divisor for the number of items after a page that was too long.
    private static final int SHRINK = 4;

    private final ItemRequests items;
    private final ItemAdvice advice;
    private final ListQuestion question;
    private final Summary chosen;
    private final int limit;

    ListCall(ItemRequests items, ItemAdvice advice, Arguments arguments) {
        this.items = items;
        this.advice = advice;
        this.question = ListQuestion.of(items.type(), arguments);
        this.chosen = new Summary(items.type(), arguments.texts(Parameters.FIELDS), arguments.flag(Parameters.FULL));
        this.limit = limit(arguments);
    }

    /// @param today the present day of the caller, for lists of items with dates
    CallToolResult run(Supplier<Today> today) {
        Optional<Today> told = Dates.areIn(items.type()) ? Optional.of(today.get()) : Optional.empty();
        return ToolResults.page(items.type(), question.orderInWords(), page(limit), told);
    }

    private static int limit(Arguments arguments) {
        long asked = arguments.whole(Parameters.LIMIT).orElse(LIMIT_DEFAULT);
        if (asked < 1 || asked > LIMIT_MAX) {
            throw new ToolRefusal("Nothing was done: limit must be a whole number from 1 to " + LIMIT_MAX + ".");
        }
        return (int) asked;
    }

    /// Requests a page that is too long again with fewer items: only the API knows the start of the rest.
    private ItemPage page(int size) {
        return switch (items.list(size, question)) {
            case ApiAnswer.Done done
            when isPage(done.body()) -> {
                List<ObjectNode> shown = shown(done.body());
                int fitting = Math.max(Math.min(1, shown.size()), Fitting.count(shown));
                yield fitting == shown.size() ? page(done.body(), shown, size < limit) : page(fitting);
            }
            case ApiAnswer.TooLong _ when size > 1 -> page(Math.max(1, size / SHRINK));
            case ApiAnswer other -> throw question.query().refusal(other).orElseGet(() -> advice.refusal(other));
        };
    }

    private static boolean isPage(ObjectNode body) {
        return body.path("items").isArray() && body.path("items").valueStream().allMatch(item -> item.isObject());
    }

    private List<ObjectNode> shown(ObjectNode body) {
        return body.path("items")
                .valueStream()
                .map(item -> chosen.of((ObjectNode) item))
                .toList();
    }

    private ItemPage page(ObjectNode body, List<ObjectNode> shown, boolean cut) {
        Optional<String> next = Optional.of(body)
                .filter(page -> page.path("hasMore").asBoolean(false))
                .map(page -> page.path("nextCursor").asText(""))
                .filter(cursor -> !cursor.isEmpty());
        var remarks = new ArrayList<String>();
        if (cut) {
            remarks.add(String.format(Locale.ROOT, "Cut at %,d tokens after %d.", Tokens.ANSWER_MAX, shown.size()));
        }
        if (next.isPresent() && shown.isEmpty()) {
            remarks.add("None of the items that were looked at matches.");
        }
        next.ifPresent(cursor -> remarks.add("There are more: call again with cursor " + cursor));
        return new ItemPage(shown, next, remarks, chosen::isBrief);
    }
}
