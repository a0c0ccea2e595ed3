package dev.toolbridge.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Request bodies as fields. A bad one is a value, because other complaints come before it.
final class Bodies {
    private static final String JSON = "application/json";
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String UID = "uid";

    private Bodies() {}

    static Body parse(Request request) {
        String contentType = contentType(request).orElse(JSON);
        if (!contentType.equals(JSON) && !contentType.equals(MERGE_PATCH)) {
            return bad(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json");
        }
        try {
            return Json.parse(request.body()) instanceof ObjectNode object ? checked(object) : notAnObject();
        } catch (JsonProcessingException malformed) {
            return notAnObject();
        }
    }

    /// A body that may name no other uid than the path.
    static Body parseFor(UUID uid, Request request) {
        return switch (parse(request)) {
            case Body.Fields fields
            when !namesOnly(uid, fields.object().path(UID)) ->
                bad(ErrorCode.INVALID_UID, "uid in the body must be the uid in the path");
            case Body body -> body;
        };
    }

    /// The uid that a new item names, else a new one.
    static UUID uidOrNew(Body body) {
        return body instanceof Body.Fields fields
                ? Uids.parse(fields.object().path(UID).asText("")).orElseGet(UUID::randomUUID)
                : UUID.randomUUID();
    }

    static Mutation.Merge merge(Request request) {
        return contentType(request).filter(MERGE_PATCH::equals).isPresent()
                ? Mutation.Merge.DEEP
                : Mutation.Merge.TOP_LEVEL;
    }

    private static Optional<String> contentType(Request request) {
        return request.header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private static Body checked(ObjectNode object) {
        return JsonLimits.complaint(object)
                .map(complaint -> bad(ErrorCode.INVALID_FIELD, "invalid payload: " + complaint))
                .orElseGet(() -> new Body.Fields(object));
    }

    private static boolean namesOnly(UUID uid, JsonNode named) {
        return named.isMissingNode()
                || named.isNull()
                || Uids.parse(named.asText("")).filter(uid::equals).isPresent();
    }

    private static Body notAnObject() {
        return new Body.Bad(Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON").fact("expected", "one JSON object"));
    }

    private static Body bad(ErrorCode code, String text) {
        return new Body.Bad(Refusal.of(code, text));
    }
}
