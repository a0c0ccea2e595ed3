package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.Edit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.SyncFields;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.Comparator;

/// The next fields of an item. The operations differ in [#after] only.
public final class Payloads {
    private static final String UID = ServerFields.UID;
    private static final String UPDATE_TIME = ServerFields.UPDATE_TIME;

    /// Two numbers are equal when their values are, such as 1.0 and 1, whatever their type.
    static final Comparator<JsonNode> BY_VALUE = (left, right) -> {
        boolean numbers = left.isNumber() && right.isNumber();
        boolean same = numbers ? left.decimalValue().compareTo(right.decimalValue()) == 0 : left.equals(right);
        return same ? 0 : 1;
    };

    private Payloads() {}

    /// The fields after a mutation; `current` may be changed.
    static ObjectNode after(Mutation.Existing mutation, ObjectNode current, EntityType type) {
        return switch (mutation) {
            case Mutation.Replace replace ->
                References.keepingParent(type, replace.body().fieldsOrRefuse(), current);
            case Mutation.Patch patch -> merged(current, patch);
            case Mutation.Edit edit -> TextEdits.after(type, edit, current);
            case Mutation.Delete _ -> current;
            case Mutation.Archive _ -> edited(current, type.archive());
            case Mutation.Process process -> edited(current, action(type, process.action()));
        };
    }

    /// The fields with the stored sync state, devices' members included: REST writes do not change it.
    static ObjectNode withSyncOf(ObjectNode stored, ObjectNode fields) {
        return fields.set(Stamp.SYNC, stored.has(Stamp.SYNC) ? stored.get(Stamp.SYNC) : fields.objectNode());
    }

    /// The fields with our own, which replace the client's values under these names.
    static ObjectNode stamped(SyncFields syncFields, ObjectNode fields, Versioned versioned) {
        String time = Times.rfc3339(versioned.updatedAtMs());
        stamp(fields, versioned, time, fields.textNode(time));
        return switch (syncFields) {
            case APART -> fields;
            case MIRRORED -> mirrored(fields, versioned, time);
        };
    }

    /// The fields as a device pushed them: its sort time and its copies of the sync state stay.
    static ObjectNode stampedAsPushed(ObjectNode fields, Versioned versioned) {
        String time = Times.rfc3339(versioned.updatedAtMs());
        var sent = fields.hasNonNull(UPDATE_TIME) ? fields.get(UPDATE_TIME) : fields.textNode(time);
        return stamp(fields, versioned, time, sent);
    }

    /// Members of the sync state that are not ours stay.
    private static ObjectNode stamp(ObjectNode fields, Versioned versioned, String time, JsonNode updateTime) {
        fields.put(UID, versioned.uid().toString()).put("updatedTs", time).set(UPDATE_TIME, updateTime);
        ObjectNode sync = fields.get(Stamp.SYNC) instanceof ObjectNode sent ? sent : fields.putObject(Stamp.SYNC);
        sync.put(Stamp.VERSION, versioned.version());
        sync.put(Stamp.IS_DELETED, versioned.deletedAtMs().isPresent()).remove(Stamp.DELETED_AT);
        versioned.deletedAtMs().ifPresent(deletedAtMs -> sync.put(Stamp.DELETED_AT, Times.rfc3339(deletedAtMs)));
        return fields;
    }

    /// Compares two payloads, our own fields aside.
    static boolean sameContent(EntityType type, ObjectNode stored, ObjectNode sent) {
        return content(type, stored).equals(BY_VALUE, content(type, sent));
    }

    /// Compares two values; a missing one is like no other.
    public static boolean same(JsonNode left, JsonNode right) {
        return left.isMissingNode() == right.isMissingNode() && left.equals(BY_VALUE, right);
    }

    /// A copy of the fields without our own: what clients have written.
    public static ObjectNode content(EntityType type, ObjectNode fields) {
        return fields.deepCopy().remove(ServerFields.of(type));
    }

    private static ObjectNode mirrored(ObjectNode fields, Versioned versioned, String time) {
        fields.put("version", versioned.version()).put("isDirty", 0);
        fields.put("isDeleted", versioned.deletedAtMs().isPresent() ? 1 : 0);
        return fields.put("remoteUpdatedAt", time).put("lastSyncedAt", time);
    }

    private static ObjectNode merged(ObjectNode current, Mutation.Patch patch) {
        ObjectNode changes = patch.body().fieldsOrRefuse();
        switch (patch.style()) {
            case TOP_LEVEL -> current.setAll(changes);
            case DEEP -> mergeDeep(current, changes);
        }
        return current;
    }

    /// RFC 7396, section 2.
    private static void mergeDeep(ObjectNode target, ObjectNode changes) {
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                target.remove(change.getKey());
            } else if (change.getValue() instanceof ObjectNode inner) {
                var into = target.get(change.getKey()) instanceof ObjectNode present ? present : Json.object();
                mergeDeep(into, inner);
                target.set(change.getKey(), into);
            } else {
                target.set(change.getKey(), change.getValue());
            }
        }
    }

    private static Edit action(EntityType type, String name) {
        Edit edit = type.actions().get(name);
        if (edit == null) {
            var known = String.join(", ", type.actions().keySet());
            throw Refusal.of(
                    ErrorCode.INVALID_ACTION, type.unknownAction() + ": " + name + " (must be one of " + known + ")");
        }
        return edit;
    }

    private static ObjectNode edited(ObjectNode current, Edit edit) {
        edit.fields().forEach((field, value) -> {
            switch (value) {
                case Boolean flag -> current.put(field, flag);
                default -> current.put(field, value.toString());
            }
        });
        return current;
    }
}
