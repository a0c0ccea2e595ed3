package dev.toolbridge.api.store.query;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.query.ItemQuestion;
import dev.toolbridge.contract.EntityType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The statements of a walk through the items of a type in a space. Through those of several types, only to count them.
record ListSql(Space space, List<EntityType> types, ItemQuestion question) {

    /// The items of a walk after a place, as rows with the columns of a page.
    Sql items(Walk walk, Optional<Cursor> after, int limit) {
        Sql rows = Sql.of("SELECT i.uid, i.version, i.updated_at_ms, i.deleted_at_ms, ")
                .add(ProjectionSql.of(question.selection()))
                .add(" AS payload, i.seq AS place, true AS is_due")
                .add(KeySql.texts(question.order()))
                .add(" FROM ");
        if (walk.isBounded() || !walk.isInOrder() || isApart(walk.drive())) {
            rows.add(source(walk, after, walk.isInOrder() ? Walk.ROWS_MAX : 0)).add(" WHERE true");
        } else {
            rows.add("item i WHERE ").add(driven(walk, after));
        }
        if (!walk.rest().isEmpty()) {
            rows.add(" AND ").add(walk.rest());
        }
        if (walk.sorting() instanceof Walk.ByFields fields && after.isPresent()) {
            rows.add(" AND ")
                    .add(KeySql.after(
                            fields.order(), after.get().keys(), after.get().seq()));
        }
        if (!question.deletedToo()) {
            rows.add(" AND i.deleted_at_ms IS NULL");
        }
        return rows.add(" ORDER BY ").add(orderBy(walk)).add(" LIMIT ").bind(limit);
    }

    /// The last row that a page may read, with the columns of a place; no row if the walk ends before it.
    Sql end(Walk walk, Optional<Cursor> after, int rowsMax) {
        return Sql.of("SELECT i.seq AS place")
                .add(KeySql.texts(question.order()))
                .add(" FROM ")
                .add(source(walk, walk.isInOrder() ? after : Optional.empty(), rowsMax))
                .add(" ORDER BY ")
                .add(walk.isInOrder() ? orderBy(walk) : Sql.of("i.seq"))
                .add(" OFFSET ")
                .bind(rowsMax - 1)
                .add(" LIMIT 1");
    }

    /// The number of items of a walk, as far as a page may read and an answer counts.
    Sql count(Walk walk, int rowsMax, int itemsMax) {
        Sql matching = Sql.of("SELECT FROM ")
                .add(source(walk, Optional.empty(), rowsMax))
                .add(" WHERE true");
        if (!walk.rest().isEmpty()) {
            matching.add(" AND ").add(walk.rest());
        }
        if (!question.deletedToo()) {
            matching.add(" AND i.deleted_at_ms IS NULL");
        }
        matching.add(" LIMIT ").bind(itemsMax);
        return Sql.of("SELECT count(*) FROM (").add(matching).add(") matching");
    }

    /// The rows of a drive as `i`, in the order of the walk.
    ///
    /// @param rowsMax the most rows; 0 for all
    Sql source(Walk walk, Optional<Cursor> after, int rowsMax) {
        return switch (walk.drive()) {
            case Drive.ByTags tags -> tagged(tags, walk, after, rowsMax);
            case Drive.ByText text -> worded(text, walk, after, rowsMax);
            case Drive.ByRange range -> ranged(range, walk, after, rowsMax);
            case Drive.ByColumn column when column.values().size() > 1 -> united(column, walk, after, rowsMax);
            case Drive.ByPast past -> past(past, walk, after);
            case Drive.ByType _, Drive.ByColumn _, Drive.ByUids _, Drive.ByKey _ ->
                Sql.of("(").add(walked(driven(walk, after), walk, rowsMax)).add(") i");
        };
    }

    private static boolean isApart(Drive drive) {
        return switch (drive) {
            case Drive.ByTags _, Drive.ByText _, Drive.ByRange _, Drive.ByPast _ -> true;
            case Drive.ByColumn column -> column.values().size() > 1;
            case Drive.ByType _, Drive.ByUids _, Drive.ByKey _ -> false;
        };
    }

    private static Sql past(Drive.ByPast past, Walk walk, Optional<Cursor> after) {
        Sql rows = Sql.of("(SELECT i.* FROM ").add(past.past().rows());
        if (walk.isInOrder() && after.isPresent()) {
            rows.add(" WHERE ").add(past(walk, after.get()));
        }
        return rows.add(") i");
    }

    private Sql walked(Sql condition, Walk walk, int rowsMax) {
        Sql rows = Sql.of("SELECT i.* FROM item i WHERE ").add(condition);
        if (types.size() == 1) {
            rows.add(" ORDER BY ").add(driveOrder(walk));
        }
        return rowsMax == 0 ? rows : rows.add(" LIMIT ").bind(rowsMax);
    }

    private Sql united(Drive.ByColumn column, Walk walk, Optional<Cursor> after, int rowsMax) {
        var parts = new ArrayList<Sql>();
        for (Sql value : column.values()) {
            var one = new Walk(new Drive.ByColumn(column.column(), List.of(value)), walk.rest(), walk.sorting());
            parts.add(Sql.of("(").add(walked(driven(one, after), one, rowsMax)).add(")"));
        }
        Sql rows = Sql.of("(SELECT i.* FROM (")
                .add(Sql.joined(parts, " UNION ALL "))
                .add(") i ORDER BY ")
                .add(driveOrder(walk));
        return rowsMax == 0
                ? rows.add(") i")
                : rows.add(" LIMIT ").bind(rowsMax).add(") i");
    }

    /// The rows of tags, each with its item. An item can have several of the tags.
    private Sql tagged(Drive.ByTags tags, Walk walk, Optional<Cursor> after, int rowsMax) {
        var parts = new ArrayList<Sql>();
        for (String tag : tags.tags()) {
            parts.add(tagRows(tag, walk, after, rowsMax));
        }
        parts.add(tagRows("", walk, after, rowsMax));
        Sql rows = Sql.of("(SELECT DISTINCT ON (t.seq) t.seq, t.uid FROM (")
                .add(Sql.joined(parts, " UNION ALL "))
                .add(") t ORDER BY t.seq" + direction(walk));
        return withItems(rows, rowsMax);
    }

    /// The items with words. One that was changed since they were indexed is not among them.
    private Sql worded(Drive.ByText text, Walk walk, Optional<Cursor> after, int rowsMax) {
        Sql rows = Sql.of("(SELECT t.seq, t.uid FROM ")
                .add(TextSql.items(space, types, text.text(), Math.max(rowsMax, text.count())))
                .add(" t WHERE true");
        if (walk.isInOrder()) {
            after.ifPresent(place -> rows.add(" AND t.seq" + beyond(walk)).bind(place.seq()));
        }
        return withItems(rows.add(" ORDER BY t.seq" + direction(walk)), rowsMax);
    }

    /// The few items of a range: their numbers are put in order before they are read.
    private Sql ranged(Drive.ByRange range, Walk walk, Optional<Cursor> after, int rowsMax) {
        Sql rows = Sql.of("(SELECT r.seq, r.uid FROM (SELECT i.seq, i.uid FROM item i WHERE ")
                .add(driven(walk, after))
                .add(inOrder(range))
                .add(") r ORDER BY r.seq" + direction(walk));
        return withItems(rows, rowsMax);
    }

    /// One row if a range leads to more items than these.
    Sql beyond(Drive.ByRange range, int itemsMax) {
        return Sql.of("SELECT FROM item i WHERE ")
                .add(inType("i"))
                .add(" AND ")
                .add(stated(range))
                .add(inOrder(range))
                .add(" OFFSET ")
                .bind(itemsMax)
                .add(" LIMIT 1");
    }

    /// Only the index of the range has its order, so that no other serves.
    private static Sql inOrder(Drive.ByRange range) {
        return Sql.of(" ORDER BY " + range.column().name() + ", i.seq");
    }

    /// Each of these rows `t` with its item, up to a limit; 0 for none.
    private Sql withItems(Sql rows, int rowsMax) {
        if (rowsMax > 0) {
            rows.add(" LIMIT ").bind(rowsMax);
        }
        return rows.add(") t CROSS JOIN LATERAL (SELECT * FROM item found WHERE ")
                .add(inType("found"))
                .add(" AND found.uid = t.uid AND found.seq = t.seq LIMIT 1) i");
    }

    private Sql tagRows(String tag, Walk walk, Optional<Cursor> after, int rowsMax) {
        String filed = tag.substring(
                0, tag.offsetByCodePoints(0, Math.min(tag.codePointCount(0, tag.length()), FieldSql.TITLE_LENGTH)));
        Sql rows = Sql.of("(SELECT t.seq, t.uid FROM item_tag t WHERE ")
                .add(inType("t"))
                .add(" AND t.tag = ")
                .bind(filed, "text");
        if (walk.isInOrder()) {
            after.ifPresent(place -> rows.add(" AND t.seq" + beyond(walk)).bind(place.seq()));
        }
        rows.add(" ORDER BY t.seq" + direction(walk));
        return rowsMax == 0 ? rows.add(")") : rows.add(" LIMIT ").bind(rowsMax).add(")");
    }

    /// The condition of the drive after a place.
    private Sql driven(Walk walk, Optional<Cursor> after) {
        Sql condition = inType("i").add(" AND ").add(stated(walk.drive()));
        if (walk.isInOrder() && after.isPresent()) {
            condition.add(" AND ").add(past(walk, after.get()));
        }
        return condition;
    }

    /// The condition of the rows of the space and the types.
    Sql inType(String row) {
        return Sql.of(row + ".tenant_id = ")
                .bind(space.tenant())
                .add(" AND " + row + ".space_id = ")
                .bind(space.id())
                .add(" AND " + row + ".type = ")
                .add(type());
    }

    private Sql type() {
        return types.size() == 1
                ? new Sql().bind(types.getFirst().name())
                : Sql.of("ANY (")
                        .bindTexts(types.stream().map(EntityType::name).toList())
                        .add(")");
    }

    private static Sql stated(Drive drive) {
        return switch (drive) {
            case Drive.ByType _, Drive.ByTags _, Drive.ByText _, Drive.ByPast _ -> Sql.of(Drive.ORDER_OF_TYPE);
            case Drive.ByColumn column ->
                Sql.of(column.column() + " = ").add(column.values().getFirst());
            case Drive.ByUids uids ->
                Sql.of("i.uid = ANY (")
                        .bind(new Sql.Array("uuid", uids.uids().toArray(UUID[]::new)))
                        .add(")");
            case Drive.ByKey key -> stated(key.column(), key.range());
            case Drive.ByRange range -> stated(range.column(), range.range());
        };
    }

    private static Sql stated(Drive.KeyColumn column, Sql range) {
        return range.isEmpty()
                ? Sql.of(column.condition())
                : Sql.of(column.condition() + " AND ").add(range);
    }

    private static Sql past(Walk walk, Cursor after) {
        return switch (walk.sorting()) {
            case Walk.ByKey key ->
                Sql.of("(" + key.column().name() + ", i.seq)" + beyond(walk) + "(")
                        .bind(
                                after.keys().getFirst().orElseThrow(),
                                key.column().sqlType())
                        .add(", ")
                        .bind(after.seq())
                        .add(")");
            case Walk.ByChange _, Walk.Valueless _, Walk.ByFields _ ->
                Sql.of("i.seq" + beyond(walk)).bind(after.seq());
        };
    }

    private static String beyond(Walk walk) {
        return walk.sorting().isDescending() ? " < " : " > ";
    }

    private static String direction(Walk walk) {
        return walk.sorting().isDescending() && walk.isInOrder() ? " DESC" : " ASC";
    }

    private static Sql driveOrder(Walk walk) {
        return switch (walk.sorting()) {
            case Walk.ByKey key -> Sql.of(key.column().name() + direction(walk) + ", i.seq" + direction(walk));
            case Walk.ByChange _, Walk.Valueless _, Walk.ByFields _ -> Sql.of("i.seq" + direction(walk));
        };
    }

    private static Sql orderBy(Walk walk) {
        return switch (walk.sorting()) {
            case Walk.ByFields fields -> KeySql.orderBy(fields.order());
            case Walk.ByChange _, Walk.Valueless _ ->
                Sql.of(isOfRows(walk.drive()) ? "t.seq" : "i.seq").add(direction(walk));
            case Walk.ByKey _ -> driveOrder(walk);
        };
    }

    /// True if rows of another table lead to the items.
    private static boolean isOfRows(Drive drive) {
        return switch (drive) {
            case Drive.ByTags _, Drive.ByText _, Drive.ByRange _ -> true;
            case Drive.ByType _, Drive.ByColumn _, Drive.ByUids _, Drive.ByKey _, Drive.ByPast _ -> false;
        };
    }
}
