package dev.toolbridge.api.sync;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedPage.Entry;
import dev.toolbridge.api.route.JsonParts;
import java.util.Optional;
import java.util.function.Function;

/// Pages of a feed as devices read them. Payloads are passed through as they are stored.
final class FeedText {

    private FeedText() {}

    static byte[] ofOneType(FeedPage page, Optional<String> nextCursor) {
        return bytes(page, nextCursor, _ -> "");
    }

    /// With the type of each item that is gone; the others carry it in their payload.
    static byte[] ofAll(FeedPage page, Optional<String> nextCursor) {
        return bytes(page, nextCursor, entry -> "\"type\":\"" + entry.type().name() + "\",");
    }

    private static byte[] bytes(FeedPage page, Optional<String> nextCursor, Function<Entry, String> typeOfDeleted) {
        var upserts = new JsonParts();
        var deletes = new StringBuilder();
        upserts.add("{\"upserts\":[");
        int payloads = 0;
        for (Entry entry : page.entries()) {
            if (entry.item().isDeleted()) {
                deletes.append(deletes.isEmpty() ? "{" : ",{").append(typeOfDeleted.apply(entry));
                deleted(entry, deletes);
            } else {
                upserts.add(payloads++ == 0 ? "" : ",")
                        .add(entry.item().payload().json());
            }
        }
        String next = nextCursor.map(text -> ",\"nextCursor\":\"" + text + "\"").orElse("");
        return upserts.add("],\"deletes\":[" + deletes + "]" + next + ",\"hasMore\":" + page.hasMore() + "}")
                .joined();
    }

    private static void deleted(Entry entry, StringBuilder out) {
        long deletedAtMs = entry.item().deletedAtMs().orElseThrow();
        out.append("\"uid\":\"").append(entry.item().uid());
        out.append("\",\"deletedAt\":\"").append(Times.rfc3339(deletedAtMs)).append("\"}");
    }
}
