package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.identity.state.WorkosRefusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Pages of a list as WorkOS cuts them: `limit` entries after or before the one that the client names.
///
/// @param after id of the entry before the page, empty for none
/// @param before id of the entry behind the page, empty for none
/// @param isNewestFirst true for the order that lists have if the client asks for none
record Paging(int limit, String after, String before, boolean isNewestFirst) {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 10;
    private static final Set<String> ORDERS = Set.of("asc", "desc", "normal");

    /// Pages of a list in the order of time.
    static Paging of(Request request) {
        String limit = request.queryValue("limit").orElse(String.valueOf(LIMIT_DEFAULT));
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > LIMIT_MAX) {
            throw new WorkosRefusal(422, "invalid_limit", "limit must be from 1 to " + LIMIT_MAX);
        }
        return new Paging(
                Integer.parseInt(limit),
                request.queryValue("after").orElse(""),
                request.queryValue("before").orElse(""),
                false);
    }

    /// Pages of a list in the order that the client asks for.
    static Paging ordered(Request request) {
        String order = request.queryValue("order").orElse("desc");
        if (!ORDERS.contains(order)) {
            throw WorkosRefusal.ofField("order", "order must be asc, desc or normal");
        }
        var paging = of(request);
        return new Paging(paging.limit, paging.after, paging.before, !order.equals("asc"));
    }

    /// The page's entries, and the cursors of the pages around it where there are such.
    ///
    /// @param all the whole list, the oldest first
    <T> ObjectNode page(List<T> all, Function<T, String> id, Function<T, ObjectNode> json) {
        List<T> list = isNewestFirst ? all.reversed() : all;
        int end = before.isEmpty() ? list.size() : place(list, id, before);
        int start = after.isEmpty() ? 0 : Math.min(place(list, id, after) + 1, list.size());
        int size = Math.min(limit, Math.max(0, end - start));
        int first = before.isEmpty() ? start : end - size;
        List<T> page = list.subList(first, first + size);
        var body = Json.object().put("object", "list");
        page.stream().map(json).forEach(body.putArray("data")::add);
        var metadata = body.putObject("list_metadata").putNull("before").putNull("after");
        if (size > 0 && first > 0) {
            metadata.put("before", id.apply(page.getFirst()));
        }
        if (size > 0 && first + size < list.size()) {
            metadata.put("after", id.apply(page.getLast()));
        }
        return body;
    }

    /// The place of an entry; behind all if it is unknown.
    private static <T> int place(List<T> list, Function<T, String> id, String wanted) {
        int place = 0;
        while (place < list.size() && !id.apply(list.get(place)).equals(wanted)) {
            place++;
        }
        return place;
    }
}
