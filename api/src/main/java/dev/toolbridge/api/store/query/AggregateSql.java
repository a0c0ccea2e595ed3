package dev.toolbridge.api.store.query;

import dev.toolbridge.api.query.Aggregate;
import dev.toolbridge.api.query.Aggregate.Column;
import dev.toolbridge.api.query.FieldKind;
import dev.toolbridge.api.query.FieldName;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The statement of groups of the rows `i`.
record AggregateSql(Aggregate aggregate) {

    /// @param source the rows as `i`
    /// @param conditions the conditions of a row
    /// @param tags the tags of all items, for rows that may be most of them
    Sql groups(Sql source, Sql conditions, Optional<Sql> tags) {
        Sql groups = Sql.of("SELECT json_build_object(")
                .add(members())
                .add(")::text FROM (SELECT ")
                .add(values());
        groups.add(" FROM ").add(rows(source, conditions, tags));
        List<String> keys = groupKeys();
        if (!keys.isEmpty()) {
            groups.add(" GROUP BY " + String.join(", ", keys));
        }
        return groups.add(") g").add(orderBy()).add(" LIMIT ").bind(aggregate.limit() + 1);
    }

    private Sql members() {
        var members = new ArrayList<Sql>();
        for (int place = 0; place < aggregate.columns().size(); place++) {
            Column column = aggregate.columns().get(place);
            members.add(new Sql().bind(column.name(), "text").add(", ").add(shown(column, "g.c" + place)));
        }
        return Sql.joined(members, ", ");
    }

    /// Times as clients read them.
    private static String shown(Column column, String value) {
        return switch (column) {
            case Aggregate.Same same -> shown(same.field().kind(), value);
            case Aggregate.Folded folded -> shown(folded.field().kind(), value);
            case Aggregate.Bucketed bucketed -> bucketed.bucket() == Aggregate.Bucket.HOUR ? instant(value) : value;
            case Aggregate.Counted _ -> value;
        };
    }

    private static String shown(FieldKind kind, String value) {
        return switch (kind) {
            case INSTANT -> instant("to_timestamp(" + value + " / 1000.0)");
            case TIME -> instant(value);
            case TEXT, TEXTS, FLAG, NUMBER, WHOLE, UID, OPEN, WORDS -> value;
        };
    }

    /// Milliseconds are written as far as there are any, as in items.
    private static String instant(String value) {
        return "rtrim(rtrim(to_char(" + value
                + " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS'), '0'), '.') || 'Z'";
    }

    private Sql values() {
        var values = new ArrayList<Sql>();
        for (int place = 0; place < aggregate.columns().size(); place++) {
            values.add(value(aggregate.columns().get(place)).add(" AS c" + place));
        }
        return Sql.joined(values, ", ");
    }

    private Sql value(Column column) {
        return switch (column) {
            case Aggregate.Same same -> same(same.field());
            case Aggregate.Bucketed bucketed -> bucket(bucketed, aggregate.zone());
            case Aggregate.Counted _ -> Sql.of("count(*)");
            case Aggregate.Folded folded -> folded(folded);
        };
    }

    /// Texts group by what their column would hold.
    private static Sql same(FieldName field) {
        return switch (field.kind()) {
            case TEXT -> FieldSql.beginning(field);
            case TEXTS -> Sql.of("entry");
            case OPEN -> open(FieldSql.value(field));
            case FLAG, NUMBER, WHOLE, UID, TIME, INSTANT, WORDS -> FieldSql.value(field);
        };
    }

    /// A text, a number or a flag; nothing else makes a group.
    private static Sql open(Sql value) {
        return Sql.of("(SELECT CASE jsonb_typeof(v) WHEN 'string' THEN to_jsonb(left(v #>> '{}', "
                        + FieldSql.TITLE_LENGTH + ")) WHEN 'number' THEN v WHEN 'boolean' THEN v END FROM (SELECT ")
                .add(value)
                .add(" AS v) open_member)");
    }

    private static Sql bucket(Aggregate.Bucketed bucketed, ZoneId zone) {
        String bucket = bucketed.bucket().wireName();
        if (bucketed.bucket() == Aggregate.Bucket.HOUR) {
            return Sql.of("date_trunc('hour', ")
                    .add(beginning(bucketed.field(), zone))
                    .add(", ")
                    .bind(zone.getId())
                    .add(")");
        }
        Sql local = Sql.of("(")
                .add(instantOf(bucketed.field()))
                .add(" AT TIME ZONE ")
                .bind(zone.getId())
                .add(")");
        Sql day = bucketed.field().kind() == FieldKind.TIME
                ? Sql.of("coalesce(i.due_day, ").add(local).add("::date)")
                : local.add("::date");
        return bucketed.bucket() == Aggregate.Bucket.DAY
                ? day
                : Sql.of("date_trunc('" + bucket + "', ").add(day).add("::timestamp)::date");
    }

    /// The instant at which a time begins: a day at its midnight in the zone, as in conditions.
    private static Sql beginning(FieldName field, ZoneId zone) {
        return field.kind() == FieldKind.TIME
                ? Sql.of("coalesce(i.due_day::timestamp AT TIME ZONE ")
                        .bind(zone.getId())
                        .add(", i.due_at)")
                : instantOf(field);
    }

    private static Sql instantOf(FieldName field) {
        return field.kind() == FieldKind.TIME
                ? Sql.of("i.due_at")
                : Sql.of("to_timestamp((").add(FieldSql.value(field)).add(")::float8 / 1000)");
    }

    private static Sql folded(Aggregate.Folded folded) {
        FieldName field = folded.field();
        boolean isOpen = field.place() instanceof FieldName.Member member
                && field.kind() == FieldKind.OPEN
                && !member.path().isEmpty();
        Sql value = isOpen
                ? FieldSql.call("payload_number", ((FieldName.Member) field.place()).path())
                : FieldSql.value(field);
        if (field.kind() == FieldKind.TEXT) {
            value = FieldSql.beginning(field).add(FieldSql.TEXT_ORDER);
        }
        String call = folded.fold().wireName() + "(";
        boolean isUid = field.kind() == FieldKind.UID;
        return Sql.of(call)
                .add(isUid ? Sql.of("(").add(value).add(")::text") : value)
                .add(")");
    }

    /// The array that makes groups: an item without one belongs to the group of null.
    private Optional<FieldName> array() {
        return aggregate.groups().stream()
                .filter(Aggregate.Same.class::isInstance)
                .map(column -> ((Aggregate.Same) column).field())
                .filter(field -> field.kind() == FieldKind.TEXTS)
                .findFirst();
    }

    /// The rows with the values of the array as `entry`, if one makes groups.
    private Sql rows(Sql source, Sql conditions, Optional<Sql> tags) {
        Sql kept = source.add(" WHERE ").add(conditions);
        if (array().isEmpty()) {
            return kept;
        }
        FieldName field = array().get();
        boolean areTags = field.place() instanceof FieldName.Member member && member.is("tags");
        return tags.filter(_ -> areTags)
                .map(filed -> joined(Sql.of("(SELECT i.* FROM ").add(kept).add(" OFFSET 0) i"), filed))
                .orElseGet(() -> Sql.of("(SELECT i.*, unnest(coalesce(NULLIF(ARRAY(SELECT DISTINCT left(one, "
                                + FieldSql.TITLE_LENGTH + ") FROM unnest(")
                        .add(FieldSql.value(field))
                        .add(") one), '{}'), ARRAY[NULL::text])) AS entry FROM ")
                        .add(kept)
                        .add(") i"));
    }

    /// A full join is a hash of one side whatever is known of the tables: it never reads all tags for each item. Tags
    /// without an item are left out.
    private static Sql joined(Sql kept, Sql tags) {
        return kept.add(" FULL JOIN (").add(tags).add(") filed ON filed.seq = i.seq WHERE coalesce(i.seq, 0) > 0");
    }

    private List<String> groupKeys() {
        var keys = new ArrayList<String>();
        for (int place = 0; place < aggregate.columns().size(); place++) {
            if (aggregate.groups().contains(aggregate.columns().get(place))) {
                keys.add(Integer.toString(place + 1));
            }
        }
        return keys;
    }

    /// The asked order, then that of all groups themselves, so that the answer is always the same.
    private Sql orderBy() {
        var keys = new ArrayList<String>();
        for (Aggregate.Key key : aggregate.order()) {
            keys.add(ordered(key.place()) + (key.isDescending() ? " DESC NULLS LAST" : " ASC NULLS LAST"));
        }
        for (String group : groupKeys()) {
            keys.add(ordered(Integer.parseInt(group) - 1) + " ASC NULLS LAST");
        }
        return keys.isEmpty() ? new Sql() : Sql.of(" ORDER BY " + String.join(", ", keys));
    }

    private String ordered(int place) {
        boolean isText = aggregate.columns().get(place) instanceof Aggregate.Same same
                && (same.field().kind() == FieldKind.TEXT || same.field().kind() == FieldKind.TEXTS);
        return "g.c" + place + (isText ? FieldSql.TEXT_ORDER : "");
    }
}
