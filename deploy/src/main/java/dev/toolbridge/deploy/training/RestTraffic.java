package dev.toolbridge.deploy.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.deploy.Sender;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The requests of a client over REST: one of each operation, for every entity type.
final class RestTraffic {
    private final Sender api;
    private final Map<String, String> uids = new LinkedHashMap<>();

    RestTraffic(Sender api) {
        this.api = api;
    }

    /// Writes and reads an item of every type, and deletes the items of the round before.
    void round() {
        var earlier = new LinkedHashMap<>(uids);
        for (EntityType type : parentsFirst()) {
            work(type);
        }
        for (var item : List.copyOf(earlier.entrySet()).reversed()) {
            api.send("DELETE", path(Entities.named(item.getKey()), item.getValue()), Optional.empty());
        }
    }

    private void work(EntityType type) {
        String all = "/v1/" + type.plural();
        ObjectNode fields = fields(type);
        String uid = uid(api.send("POST", all, Optional.of(fields)).body());
        uids.put(type.name(), uid);
        String one = path(type, uid);
        api.send("GET", one, Optional.empty());
        api.send("GET", all + "?limit=25", Optional.empty());
        api.send("PUT", one, Optional.of(fields));
        api.send("PATCH", one, Optional.of(Json.object().put("trained", true)));
        for (String action : type.actions().keySet()) {
            api.send("POST", one + "/process", Optional.of(Json.object().put("action", action)));
        }
        api.send("POST", one + "/archive", Optional.empty());
        api.send("GET", one + "/history", Optional.empty());
    }

    private ObjectNode fields(EntityType type) {
        var values = Json.object();
        for (Field field : type.fields()) {
            switch (field.type()) {
                case TEXT -> values.put(field.name(), "A few words for " + field.name());
                case TEXTS -> values.putArray(field.name()).add("one").add("two");
                case FLAG -> values.put(field.name(), false);
                case NUMBER -> values.put(field.name(), 3);
                case TIME -> values.put(field.name(), "2026-12-01");
                case UID -> {} // only parents are named, below
            }
        }
        switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> {}
            case Parent.Required required -> values.put(required.uidField(), uids.get(required.type()));
            case Parent.Chosen chosen -> {
                String kind = chosen.types().getFirst();
                values.put(chosen.typeField(), kind).put(chosen.uidField(), uids.get(kind));
            }
        }
        return values;
    }

    /// The entity types, each after its parents.
    private static List<EntityType> parentsFirst() {
        var ordered = new ArrayList<EntityType>();
        for (EntityType type : Entities.ALL) {
            addAfterParents(type, ordered);
        }
        return ordered;
    }

    private static void addAfterParents(EntityType type, List<EntityType> ordered) {
        List<String> parents =
                switch (type.parent()) {
                    case Parent.None _, Parent.Loose _ -> List.of();
                    case Parent.Required required -> List.of(required.type());
                    case Parent.Chosen chosen -> chosen.types();
                };
        parents.forEach(parent -> addAfterParents(Entities.named(parent), ordered));
        if (!ordered.contains(type)) {
            ordered.add(type);
        }
    }

    private static String path(EntityType type, String uid) {
        return "/v1/" + type.plural() + "/" + uid;
    }

    private static String uid(byte[] item) {
        try {
            JsonNode parsed = Json.parse(item);
            return parsed.path("uid").asText();
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
