package dev.toolbridge.moving.reader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;

/// An item in the making. What is empty is not written.
public final class Draft {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    final EntityType type;
    final String id;
    final String where;
    Optional<String> parent = Optional.empty();
    ObjectNode payload = NODES.objectNode();
    Optional<Instant> created = Optional.empty();
    Optional<Instant> updated = Optional.empty();

    private Draft(EntityType type, String id, String where) {
        this.type = type;
        this.id = SourceUid.bounded(id);
        this.where = where;
    }

    /// Begins an item.
    ///
    /// @param where the place in the source, for lines about it
    public static Draft of(String type, String id, String where) {
        return new Draft(Entities.named(type), id, where);
    }

    public String id() {
        return id;
    }

    public String where() {
        return where;
    }

    public Draft text(String field, String value) {
        if (!value.isEmpty()) {
            payload.put(field, value);
        }
        return this;
    }

    public Draft texts(String field, Collection<String> values) {
        var distinct = new LinkedHashSet<>(values);
        if (!distinct.isEmpty()) {
            var array = payload.putArray(field);
            distinct.forEach(array::add);
        }
        return this;
    }

    public Draft flag(String field, boolean value) {
        if (value) {
            payload.put(field, true);
        }
        return this;
    }

    public Draft value(String field, JsonNode value) {
        payload.set(field, value);
        return this;
    }

    public boolean has(String field) {
        return payload.has(field);
    }

    /// Sets the state that the process actions of tasks set.
    public Draft done(boolean done) {
        payload.put("status", done ? "completed" : "open");
        payload.put("done", done);
        return this;
    }

    /// Keeps it under another item of the same source.
    public Draft under(String format, String field, String parentId) {
        parent = Optional.of(SourceUid.bounded(parentId));
        return refer(format, field, parentId);
    }

    /// Names another item of the same source.
    public Draft refer(String format, String field, String otherId) {
        payload.put(field, SourceUid.of(format, otherId).toString());
        return this;
    }

    public Draft created(Optional<Instant> time) {
        created = time;
        return this;
    }

    public Draft updated(Optional<Instant> time) {
        updated = time;
        return this;
    }
}
