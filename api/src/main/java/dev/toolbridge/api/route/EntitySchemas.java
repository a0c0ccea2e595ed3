package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.SequencedMap;
import java.util.Set;

/// The parts of an entity type that the schemas of REST and of sync share.
public final class EntitySchemas {

    private static final String NO_NULL_CHARACTER = "^[^\\u0000]*$";

    private EntitySchemas() {}

    /// The name of the schema of the stored payload.
    public static String payload(EntityType type) {
        return type.name() + "_payload";
    }

    /// The fields that name a required parent, with their schemas.
    public static SequencedMap<String, ObjectNode> parentFields(EntityType type) {
        var fields = new LinkedHashMap<String, ObjectNode>();
        switch (type.parent()) {
            case Parent.None _, Parent.Loose _ -> {}
            case Parent.Required required -> fields.put(required.uidField(), Schema.uuid());
            case Parent.Chosen chosen -> {
                fields.put(chosen.typeField(), Schema.choice(chosen.types()));
                fields.put(chosen.uidField(), Schema.uuid());
            }
        }
        return fields;
    }

    /// The names of the fields that every item has, but for those of its parent.
    public static Set<String> ownRequired(EntityType type) {
        return type.fields().stream()
                .filter(Field::isRequired)
                .map(Field::name)
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    /// The names of the fields that every new item needs.
    public static Set<String> requiredFields(EntityType type) {
        var required = new LinkedHashSet<>(parentFields(type).keySet());
        required.addAll(ownRequired(type));
        return required;
    }

    /// The values that a named field may have.
    public static ObjectNode field(Field field) {
        return switch (field.type()) {
            case TEXT -> field.isRequired() ? text(field) : Schema.orNull(text(field));
            case TIME -> Schema.any(Schema.date(), Schema.time(), Schema.of("null"));
            case UID -> Schema.orNull(Schema.uuid());
            case FLAG -> Schema.orNull(Schema.flag());
            case NUMBER -> Schema.orNull(Schema.of("number"));
            case TEXTS -> Schema.orNull(Schema.arrayOf(text()));
        };
    }

    private static ObjectNode text(Field field) {
        if (!field.choices().isEmpty()) {
            return Schema.choice(field.choices());
        }
        return field.lengthMax() == 0
                ? text()
                : Schema.text("^[^\\u0000]*[^\\u0000\\s][^\\u0000]*$", field.lengthMax())
                        .put("minLength", 1);
    }

    /// Text that the database can store.
    private static ObjectNode text() {
        return Schema.text().put("pattern", NO_NULL_CHARACTER);
    }
}
