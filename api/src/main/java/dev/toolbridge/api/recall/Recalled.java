package dev.toolbridge.api.recall;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.Field;
import dev.toolbridge.service.json.Json;
import java.util.List;

/// A memory that answers a question.
///
/// @param text its fitness by key and words, from 1 downwards
/// @param match the reason of it
record Recalled(Item item, ObjectNode fields, double text, Match match, Trust trust, MemoryOrigin origin) {
    private static final List<String> NAMED =
            StoredMemories.TYPE.fields().stream().map(Field::name).toList();
    private static final double DIGITS = 10_000;

    /// The reason for which a memory answers a question.
    enum Match {
        KEY,
        WORDS
    }

    boolean isByKey() {
        return match == Match.KEY;
    }

    double score() {
        return text * trust.value();
    }

    /// The memory as clients read it, with its named fields.
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("uid", item.uid().toString())
                .put("version", item.version())
                .put("updatedAt", Times.rfc3339(item.updatedAtMs()))
                .put("state", trust.state().wireName())
                .put("score", rounded(score()));
        json.putObject("why")
                .put("match", isByKey() ? "key" : "words")
                .put("text", rounded(text))
                .put("trust", rounded(trust.value()))
                .put("since", Times.rfc3339(trust.since().toEpochMilli()))
                .put("halfLifeDays", trust.halfLife().toDays());
        json.set("source", origin.source());
        ObjectNode payload = json.putObject("payload");
        NAMED.stream().filter(fields::has).forEach(name -> payload.set(name, fields.get(name)));
        return json;
    }

    private static double rounded(double value) {
        return Math.round(value * DIGITS) / DIGITS;
    }
}
