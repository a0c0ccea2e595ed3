package dev.toolbridge.api.undo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.Optional;

/// A change of a run that is not taken back.
///
/// @param field the field; empty if it is the item as a whole
/// @param why the reason: `changed_later`, `deleted_later`, `in_use`, or the code of a refusal
/// @param by the author of the later change, if one is the reason
/// @param at the time of the later change
public record Kept(Key key, Optional<String> field, String why, Optional<JsonNode> by, Optional<Instant> at) {
    static final String CHANGED_LATER = "changed_later";
    static final String DELETED_LATER = "deleted_later";

    static Kept later(Key key, Optional<String> field, String why, HistoryStep later) {
        return new Kept(key, field, why, Optional.of(later.by()), Optional.of(later.at()));
    }

    public static Kept whole(Key key, String why) {
        return new Kept(key, Optional.empty(), why, Optional.empty(), Optional.empty());
    }

    public ObjectNode json() {
        var json = Json.object()
                .put("type", key.type().name())
                .put("uid", key.uid().toString());
        field.ifPresent(name -> json.put("field", name));
        json.put("why", why);
        by.ifPresent(author -> json.set("by", author));
        at.ifPresent(time -> json.put("at", Times.rfc3339(time.toEpochMilli())));
        return json;
    }
}
