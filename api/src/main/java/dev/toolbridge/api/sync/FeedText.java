package dev.toolbridge.api.sync;

import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.place.FeedPage;
import dev.toolbridge.api.item.place.FeedPage.Entry;
import dev.toolbridge.service.json.JsonParts;
import java.util.function.Function;

/// The entries of a feed as devices read them. Payloads are passed through as they are stored.
final class FeedText {

    private FeedText() {}

    static JsonParts ofOneType(FeedPage page) {
        return text(page, _ -> "");
    }

    /// Names the type of each deleted item; the others have it in their payload.
    static JsonParts ofAll(FeedPage page) {
        return text(page, entry -> "\"type\":\"" + entry.type().name() + "\",");
    }

    private static JsonParts text(FeedPage page, Function<Entry, String> typeOfDeleted) {
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
        return upserts.add("],\"deletes\":[" + deletes + "]");
    }

    private static void deleted(Entry entry, StringBuilder out) {
        long deletedAtMs = entry.item().deletedAtMs().orElseThrow();
        out.append("\"uid\":\"").append(entry.item().uid());
        out.append("\",\"deletedAt\":\"").append(Times.rfc3339(deletedAtMs)).append("\"}");
    }
}
