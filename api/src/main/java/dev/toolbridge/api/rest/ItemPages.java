package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.item.place.Page;
import dev.toolbridge.api.item.place.PageQuery;
import dev.toolbridge.api.route.JsonParts;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lists of the items of one type.
final class ItemPages {
    private final EntityType type;
    private final Items items;
    private final CursorCodec cursors;

    ItemPages(EntityType type, Items items, CursorCodec cursors) {
        this.type = type;
        this.items = items;
        this.cursors = cursors;
    }

    Answer answer(Caller caller, Request request) {
        PageQuery.Order order = order(request);
        boolean deletedToo = Parameters.includeDeleted(request);
        String question = "list " + type.name() + " " + order.wireName() + " " + deletedToo;
        Optional<String> asked = request.queryValue("cursor").filter(text -> !text.isEmpty());
        Optional<Cursor> after = asked.flatMap(text -> cursors.decode(text, question));
        var query = new PageQuery(order, Parameters.limit(request), after, deletedToo);
        Answer answer = Answer.json(200, body(items.page(caller.space(), type, query), question));
        return asked.isPresent() && after.isEmpty() ? answer.header(WireHeader.CURSOR_RESET, "1") : answer;
    }

    private byte[] body(Page page, String question) {
        var out = new JsonParts().add("{\"items\":[");
        for (int index = 0; index < page.items().size(); index++) {
            out.add(index == 0 ? "" : ",");
            ItemAnswers.write(page.items().get(index), out);
        }
        String next = page.next()
                .map(cursor -> ",\"nextCursor\":\"" + cursors.encode(cursor, question) + "\"")
                .orElse("");
        return out.add("]" + next + ",\"hasMore\":" + page.hasMore() + "}").joined();
    }

    private static PageQuery.Order order(Request request) {
        String name = request.queryValue("order").orElse(PageQuery.Order.OLDEST_CHANGE_FIRST.wireName());
        return Arrays.stream(PageQuery.Order.values())
                .filter(order -> order.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, "unknown order: " + name)
                        .fact("field", "order")
                        .fact("expected", knownOrders()));
    }

    private static String knownOrders() {
        return "one of "
                + Arrays.stream(PageQuery.Order.values())
                        .map(PageQuery.Order::wireName)
                        .collect(Collectors.joining(", "));
    }
}
