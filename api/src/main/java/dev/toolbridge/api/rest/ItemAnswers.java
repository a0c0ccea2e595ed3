package dev.toolbridge.api.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.route.EntityTags;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;

/// Items as clients read them. The payload is passed through as it is stored.
final class ItemAnswers {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int ENVELOPE_CHARACTERS = 160;

    private ItemAnswers() {}

    /// A single item, with its version as `ETag`.
    static Answer of(int status, Item item) {
        return of(status, item, Json.object());
    }

    private static Answer of(int status, Item item, ObjectNode told) {
        var body = new JsonParts();
        write(item, told, body);
        return Answer.json(status, body.joined()).header("ETag", tag(item));
    }

    /// A single item, or 304 when the client has this version already (RFC 9110, section 13.1.2).
    static Answer read(Item item, Request request) {
        boolean same = EntityTags.ifNoneMatch(request, item.version());
        return same ? Answer.empty(NOT_MODIFIED).header("ETag", tag(item)) : of(OK, item);
    }

    /// The item after a write.
    static Answer written(Outcome outcome, int statusWhenChanged) {
        return switch (outcome) {
            case Outcome.Changed changed -> of(statusWhenChanged, changed.item(), changed.told());
            case Outcome.Unchanged unchanged -> of(OK, unchanged.item());
            case Outcome.Lost lost -> of(OK, lost.item());
            case Outcome.Refused refused -> throw refused.refusal();
        };
    }

    static void write(Item item, JsonParts out) {
        write(item, Json.object(), out);
    }

    /// An item, and beside its envelope what else is told.
    private static void write(Item item, ObjectNode told, JsonParts out) {
        var envelope = new StringBuilder(ENVELOPE_CHARACTERS)
                .append("{\"uid\":\"")
                .append(item.uid())
                .append("\",\"version\":")
                .append(item.version())
                .append(",\"updatedAt\":\"")
                .append(Times.rfc3339(item.updatedAtMs()));
        item.deletedAtMs()
                .ifPresent(ms -> envelope.append("\",\"deletedAt\":\"").append(Times.rfc3339(ms)));
        out.add(envelope.append("\",\"payload\":").toString())
                .add(item.payload().json());
        told.properties().forEach(member -> out.add("," + Json.text(TextNode.valueOf(member.getKey())) + ":")
                .add(Json.bytes(member.getValue())));
        out.add("}");
    }

    private static String tag(Item item) {
        return "\"" + item.version() + "\"";
    }
}
