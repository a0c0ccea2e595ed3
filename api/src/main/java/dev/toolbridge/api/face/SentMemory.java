package dev.toolbridge.api.face;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/// A memory as a client of this interface sends it.
///
/// @param number its `id`, if the client knows it
/// @param version the version that the client began with, if it says so
/// @param fields our fields of the members that it names; null takes one away
/// @param fault the reason why it cannot be read
record SentMemory(OptionalLong number, OptionalLong version, ObjectNode fields, Optional<Refusal> fault) {
    static final int COUNT_MAX = 1_000;
    static final String MEMORIES = "memories";
    static final String EXTERNAL_ID = "external_id";
    static final String VERSION = "version";

    /// Another name of the version, when it is the one that a client began with.
    static final String BASE_VERSION = "base_version";

    static final String TYPE = "type";
    static final String SYNCED_AT = "synced_at";

    /// Our fields by the names of their members, as they are shown.
    static final SequencedMap<String, String> NAMES = names();

    /// Members of an answer that may be sent back, and mean nothing.
    static final Set<String> IGNORED = Set.of(FaceJson.CREATED_AT, FaceJson.UPDATED_AT, "user");

    private static SequencedMap<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        names.put(EXTERNAL_ID, "externalId");
        names.put("memory_type", "memoryType");
        names.put("content", "content");
        names.put("key", "key");
        names.put("rationale", "rationale");
        names.put("tags", "tags");
        names.put("scope", "scope");
        names.put(SYNCED_AT, "syncedAt");
        return names;
    }

    /// The memories of a body: one, a list, or an object with a list.
    static List<SentMemory> all(Request request) {
        JsonNode body = parse(request);
        if (body.isObject() && !body.has(MEMORIES)) {
            return List.of(read(body));
        }
        if (body.isObject() && body.size() > 1) {
            throw BodyFields.invalid("body", "no other member beside " + MEMORIES);
        }
        JsonNode list = body.isObject() ? body.get(MEMORIES) : body;
        if (!list.isArray() || list.size() > COUNT_MAX) {
            throw BodyFields.invalid(MEMORIES, "one memory, or a list of up to " + COUNT_MAX);
        }
        var sent = new ArrayList<SentMemory>();
        list.forEach(memory -> sent.add(read(memory)));
        return sent;
    }

    /// The one memory of a body.
    ///
    /// @throws Refusal if it cannot be read
    static SentMemory one(Request request) {
        SentMemory sent = read(parse(request));
        sent.fault().ifPresent(fault -> {
            throw fault;
        });
        return sent;
    }

    private static JsonNode parse(Request request) {
        JsonBody.wrongType(request).ifPresent(refusal -> {
            throw refusal;
        });
        try {
            return Json.parse(request.body());
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON");
        }
    }

    private static SentMemory read(JsonNode memory) {
        try {
            if (!(memory instanceof ObjectNode object)) {
                throw BodyFields.invalid("memory", "an object");
            }
            return new SentMemory(whole(object, FaceJson.ID), version(object), fields(object), Optional.empty());
        } catch (Refusal fault) {
            return new SentMemory(OptionalLong.empty(), OptionalLong.empty(), externalId(memory), Optional.of(fault));
        }
    }

    private static ObjectNode fields(ObjectNode memory) {
        ObjectNode fields = Json.object();
        for (Map.Entry<String, JsonNode> member : memory.properties()) {
            String name = member.getKey().equals(TYPE) ? "memory_type" : member.getKey();
            String field = NAMES.get(name);
            if (field != null) {
                JsonNode before = fields.get(field);
                if (before != null && !before.equals(member.getValue())) {
                    throw BodyFields.invalid(TYPE, "the same as memory_type");
                }
                fields.set(field, member.getValue());
            } else if (!isKnown(name)) {
                throw BodyFields.invalid("memory", "no member " + name);
            }
        }
        requireTime(fields.path(NAMES.get(SYNCED_AT)));
        return fields;
    }

    private static boolean isKnown(String name) {
        return IGNORED.contains(name)
                || List.of(FaceJson.ID, VERSION, BASE_VERSION).contains(name);
    }

    private static OptionalLong version(ObjectNode memory) {
        OptionalLong version = whole(memory, VERSION);
        OptionalLong base = whole(memory, BASE_VERSION);
        if (version.isPresent() && base.isPresent() && !version.equals(base)) {
            throw BodyFields.invalid(BASE_VERSION, "the same as " + VERSION);
        }
        return base.isPresent() ? base : version;
    }

    private static void requireTime(JsonNode value) {
        boolean isSent = !value.isMissingNode() && !value.isNull();
        if (isSent && Times.instant(value.asText()).isEmpty()) {
            throw BodyFields.invalid(SYNCED_AT, "an RFC 3339 time");
        }
    }

    private static OptionalLong whole(ObjectNode memory, String name) {
        JsonNode value = memory.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 1) {
            throw BodyFields.invalid(name, "a whole number from 1 on");
        }
        return OptionalLong.of(value.longValue());
    }

    /// The name of a memory that cannot be read, for the answer.
    private static ObjectNode externalId(JsonNode memory) {
        ObjectNode fields = Json.object();
        if (memory.path(EXTERNAL_ID).isTextual()) {
            fields.set(NAMES.get(EXTERNAL_ID), memory.get(EXTERNAL_ID));
        }
        return fields;
    }

    /// Its name elsewhere.
    Optional<String> externalId() {
        return Optional.ofNullable(fields.path(NAMES.get(EXTERNAL_ID)).textValue());
    }
}
