package dev.toolbridge.api.rest;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.item.place.PageQuery;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.Parameters;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Page;
import java.util.Arrays;
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
        var asked = Page.asked(request, cursors, question);
        var found = items.page(caller.space(), type, new PageQuery(order, asked.limit(), asked.after(), deletedToo));
        var body = new JsonParts().add("{\"items\":").array(found.items(), ItemAnswers::write);
        return asked.answer(body, found.next(), found.hasMore());
    }

    private static PageQuery.Order order(Request request) {
        String name =
                request.queryValue(ApiParameters.ORDER.name()).orElse(PageQuery.Order.OLDEST_CHANGE_FIRST.wireName());
        return Arrays.stream(PageQuery.Order.values())
                .filter(order -> order.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.INVALID_PARAMETER, "unknown order: " + name)
                        .fact("field", ApiParameters.ORDER.name())
                        .fact("expected", knownOrders()));
    }

    private static String knownOrders() {
        return "one of "
                + Arrays.stream(PageQuery.Order.values())
                        .map(PageQuery.Order::wireName)
                        .collect(Collectors.joining(", "));
    }
}
