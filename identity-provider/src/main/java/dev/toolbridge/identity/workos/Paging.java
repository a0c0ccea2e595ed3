package dev.toolbridge.identity.workos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.function.Function;

/// Pages of a list as WorkOS cuts them: `limit` entries after the one that `after` names.
///
/// @param after id of the entry before the page, empty for the first page
record Paging(int limit, String after) {
    private static final int LIMIT_MAX = 100;
    private static final int LIMIT_DEFAULT = 10;

    static Paging of(Request request) {
        String limit = request.queryValue("limit").orElse(String.valueOf(LIMIT_DEFAULT));
        if (!limit.matches("\\d{1,3}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > LIMIT_MAX) {
            throw new WorkosRefusal(422, "invalid_limit", "limit must be from 1 to " + LIMIT_MAX);
        }
        return new Paging(Integer.parseInt(limit), request.queryValue("after").orElse(""));
    }

    /// The page's entries, and the cursor of the next page when there is one.
    <T> ObjectNode page(List<T> all, Function<T, String> id, Function<T, ObjectNode> json) {
        int start = 0;
        while (!after.isEmpty()
                && start < all.size()
                && !id.apply(all.get(start)).equals(after)) {
            start++;
        }
        List<T> rest = all.subList(Math.min(all.size(), after.isEmpty() ? 0 : start + 1), all.size());
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        var body = Json.object().put("object", "list");
        page.stream().map(json).forEach(body.putArray("data")::add);
        var metadata = body.putObject("list_metadata").putNull("before").putNull("after");
        if (rest.size() > page.size()) {
            metadata.put("after", id.apply(page.getLast()));
        }
        return body;
    }
}
