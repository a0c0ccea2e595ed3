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

    /// All texts of an item.
    public static final FieldName TEXT = new FieldName("text", FieldKind.WORDS, new FieldName.WholeItem());

    private static final int PATH_LENGTH_MAX = 16;

    private final SequencedMap<String, FieldName> named;

    private FieldNames(SequencedMap<String, FieldName> named) {
        this.named = named;
    }

    /// The fields of the items of a type.
    public static FieldNames of(EntityType type) {
        var fields = facts();
        fields.remove(FieldName.Fact.TYPE.wireName());
        add(type, fields);
        return new FieldNames(fields);
    }

    /// The fields of the items of several types, and the type itself.
    public static FieldNames of(List<EntityType> types) {
        var fields = facts();
        types.forEach(type -> add(type, fields));
        return new FieldNames(fields);
    }

    /// The fields of the entries of the journal.
    public static FieldNames ofJournal() {
        var fields = new LinkedHashMap<String, FieldName>();
        for (FieldName.EntryFact fact : FieldName.EntryFact.values()) {
            fields.put(fact.field().written(), fact.field());
        }
        return new FieldNames(fields);
    }

    private static SequencedMap<String, FieldName> facts() {
        var fields = new LinkedHashMap<String, FieldName>();
        for (FieldName.Fact fact : FieldName.Fact.values()) {
            fields.put(fact.wireName(), fact.field());
        }
        fields.put(TEXT.written(), TEXT);
        return fields;
    }

    private static void add(EntityType type, SequencedMap<String, FieldName> fields) {
        type.fields().forEach(field -> fields.putIfAbsent(field.name(), member(field.name(), kind(field.type()))));
        type.archive().fields().forEach((name, value) -> addSet(name, value, fields));
        type.actions().values().forEach(action -> action.fields()
                .forEach((name, value) -> addSet(name, value, fields)));
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
        if (hasPayload() && name.equals(PAYLOAD) && (text.sees("->") || text.sees('.'))) {
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
    FieldName whole(Reading text) {
        FieldName field = read(text);
        text.takeEnd();
        return field;
    }

    /// Entries of the journal have no payload that could be asked for.
    private boolean hasPayload() {
        return named.containsKey(FieldName.Fact.UID.wireName());
    }

    private Refusal unknown(Spot begin, String name) {
        return begin.refusal(
                "unknown field: " + name,
                "one of " + String.join(", ", named.keySet())
                        + (hasPayload() ? ", or payload." + name + " for another member of the payload" : ""));
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

    private static void addSet(String name, Object value, SequencedMap<String, FieldName> fields) {
        fields.putIfAbsent(name, member(name, value instanceof Boolean ? FieldKind.FLAG : FieldKind.TEXT));
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
