package dev.toolbridge.api.query;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.FieldType;
import dev.toolbridge.service.error.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The fields that queries can name: those of a type, those that its actions set, those beside the payload, and any
/// other member of the payload behind `payload.` or `payload->`.
public final class FieldNames {
    /// Begins the path of a member that has no name of its own.
    static final String PAYLOAD = "payload";

    private static final int PATH_LENGTH_MAX = 16;

    private final SequencedMap<String, FieldName> named = new LinkedHashMap<>();

    public FieldNames(EntityType type) {
        for (FieldName.Fact fact : FieldName.Fact.values()) {
            named.put(fact.wireName(), fact.field());
        }
        type.fields().forEach(field -> named.put(field.name(), member(field.name(), kind(field.type()))));
        type.archive().fields().forEach(this::addSet);
        type.actions().values().forEach(action -> action.fields().forEach(this::addSet));
    }

    /// The names that need no path.
    public List<String> names() {
        return List.copyOf(named.keySet());
    }

    /// The field of a name that needs no path.
    public FieldName named(String name) {
        return named.get(name);
    }

    /// Reads a field from a text that continues with something else.
    FieldName read(Reading text) {
        Spot begin = text.spot();
        String name = text.takeName("a field");
        if (name.equals(PAYLOAD) && (text.sees("->") || text.sees('.'))) {
            return open(text, begin);
        }
        FieldName field = named.get(name);
        if (field == null) {
            throw unknown(begin, name);
        }
        if (text.sees("->")) {
            throw begin.refusal("field " + name + " has no members", "payload->" + name);
        }
        return field;
    }

    /// The field that a whole text names.
    FieldName whole(String parameter, String text) {
        var reading = new Reading(parameter, text);
        FieldName field = read(reading);
        reading.takeEnd();
        return field;
    }

    private Refusal unknown(Spot begin, String name) {
        return begin.refusal(
                "unknown field: " + name,
                "one of " + String.join(", ", named.keySet()) + ", or payload." + name
                        + " for another member of the payload");
    }

    private FieldName open(Reading text, Spot begin) {
        var path = new ArrayList<String>();
        if (text.took(".")) {
            path.add(text.takeName("a member of the payload"));
        }
        while (text.took("->>") || text.took("->")) {
            path.add(text.takeName("a member"));
        }
        if (path.size() > PATH_LENGTH_MAX) {
            throw begin.refusal("a path is too long", "at most " + PATH_LENGTH_MAX + " names");
        }
        FieldName known = path.size() == 1 ? named.get(path.getFirst()) : null;
        if (known != null && known.place() instanceof FieldName.Member) {
            return known;
        }
        return new FieldName(PAYLOAD + "->" + String.join("->", path), FieldKind.OPEN, new FieldName.Member(path));
    }

    private void addSet(String name, Object value) {
        named.putIfAbsent(name, member(name, value instanceof Boolean ? FieldKind.FLAG : FieldKind.TEXT));
    }

    private static FieldName member(String name, FieldKind kind) {
        return new FieldName(name, kind, new FieldName.Member(List.of(name)));
    }

    private static FieldKind kind(FieldType type) {
        return switch (type) {
            case TEXT -> FieldKind.TEXT;
            case TEXTS -> FieldKind.TEXTS;
            case FLAG -> FieldKind.FLAG;
            case NUMBER -> FieldKind.NUMBER;
            case UID -> FieldKind.UID;
            case TIME -> FieldKind.TIME;
        };
    }
}
