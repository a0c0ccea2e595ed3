package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The fields of the row `i` of an item as SQL.
final class FieldSql {
    /// The characters of a text that its column holds.
    static final int STATUS_LENGTH = 100;

    static final int TITLE_LENGTH = 200;

    /// The order of texts in every language: that of ICU's root collation.
    static final String TEXT_ORDER = " COLLATE \"und-x-icu\"";

    private static final Map<String, Column> COLUMNS = Map.of(
            "status", new Column("i.status", STATUS_LENGTH),
            "priority", new Column("i.priority", STATUS_LENGTH),
            "done", new Column("i.is_done", 0),
            "title", new Column("i.title_key", TITLE_LENGTH));

    private FieldSql() {}

    /// A column that holds a field, or the beginning of its text.
    record Column(String name, int length) {

        boolean holds(String text) {
            return text.codePointCount(0, text.length()) < length;
        }
    }

    /// The column in which an index finds values, if a field has one.
    static Optional<Column> column(FieldName field) {
        return switch (field.place()) {
            case FieldName.Envelope _, FieldName.Entry _, FieldName.WholeItem _ -> Optional.empty();
            case FieldName.Member member ->
                member.path().size() == 1
                        ? Optional.ofNullable(COLUMNS.get(member.path().getFirst()))
                        : Optional.empty();
        };
    }

    /// The text of a field, cut to what a title may have: out of its column as far as that holds it.
    static Sql beginning(FieldName field) {
        Sql written = Sql.of("left(").add(value(field)).add(", " + TITLE_LENGTH + ")");
        return column(field)
                .map(column -> column.length() == TITLE_LENGTH
                        ? Sql.of(column.name())
                        : Sql.of("CASE WHEN length(" + column.name() + ") < " + column.length() + " THEN "
                                        + column.name() + " WHEN " + column.name() + " IS NOT NULL THEN ")
                                .add(written)
                                .add(" END"))
                .orElse(written);
    }

    /// Tells if a field names the parent under which items of a type are kept.
    static boolean isParent(EntityType type, FieldName field) {
        String name =
                switch (type.parent()) {
                    case Parent.None _ -> "";
                    case Parent.Loose loose -> loose.uidField();
                    case Parent.Required required -> required.uidField();
                    case Parent.Chosen chosen -> chosen.uidField();
                };
        return field.place() instanceof FieldName.Member member && member.is(name);
    }

    /// The value of a field in its type; null if it has none of that type.
    static Sql value(FieldName field) {
        return switch (field.place()) {
            case FieldName.Envelope envelope -> Sql.of(envelope(envelope.fact()));
            case FieldName.Entry entry -> Sql.of(entry(entry.fact()));
            case FieldName.Member member -> member(field.kind(), member.path());
            case FieldName.WholeItem _ -> throw new IllegalArgumentException(field.written() + " has no value");
        };
    }

    /// The same as JSON; null for JSON null.
    static Sql json(FieldName field) {
        return switch (field.place()) {
            case FieldName.Envelope _, FieldName.Entry _, FieldName.WholeItem _ ->
                Sql.of("to_jsonb(").add(value(field)).add(")");
            case FieldName.Member member -> call("payload_value", member.path());
        };
    }

    private static String envelope(FieldName.Fact fact) {
        return switch (fact) {
            case TYPE -> "i.type";
            case UID -> "i.uid";
            case VERSION -> "i.version";
            case CREATED_AT -> "i.created_at_ms";
            case UPDATED_AT -> "i.updated_at_ms";
            case DELETED_AT -> "i.deleted_at_ms";
            case CHANGED_BY -> author("user");
            case CHANGED_THROUGH -> author("client_id");
        };
    }

    /// The row `i` is an entry of the journal then.
    private static String entry(FieldName.EntryFact fact) {
        return switch (fact) {
            case AT -> "(extract(epoch FROM i.at) * 1000)::bigint";
            case TYPE -> "i.type";
            case OPERATION -> "i.operation";
            case USER -> "(i.actor ->> 'user')";
            case CLIENT -> "(i.actor ->> 'client_id')";
            case TOOL -> "(i.actor ->> 'claimed_tool')";
            case RUN -> "(i.actor ->> 'claimed_run')";
        };
    }

    private static String author(String name) {
        return """
            (SELECT c.actor ->> '%s' FROM change c WHERE c.tenant_id = i.tenant_id AND c.space_id = i.space_id
              AND c.type = i.type AND c.uid = i.uid AND c.version = i.version LIMIT 1)""".formatted(name);
    }

    private static Sql member(FieldKind kind, List<String> path) {
        return switch (kind) {
            case TEXT, UID, INSTANT -> call("payload_text", path);
            case TEXTS -> call("payload_texts", path);
            case FLAG -> call("payload_flag", path);
            case NUMBER, WHOLE -> call("payload_number", path);
            case TIME -> Sql.of("i.due_at");
            case OPEN -> call("payload_value", path);
            case WORDS -> throw new IllegalArgumentException("words are of no member");
        };
    }

    /// The text of an open member, and its texts if it is an array.
    static Sql call(String function, List<String> path) {
        return Sql.of(function + "(i.payload, ").bindTexts(path).add(")");
    }
}
