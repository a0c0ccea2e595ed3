package dev.toolbridge.api.store.query;

/// The tags of all items of a walk's space and types.
final class TagSql {
    /// An item of more tags is filed under the empty one alone.
    private static final int FILED_MAX = 256;

    private TagSql() {}

    /// Each tag with the number of its item: as it is filed, and out of the payload where there are very many.
    static Sql filed(ListSql items) {
        return Sql.of("SELECT t.seq, t.tag AS entry FROM item_tag t WHERE ")
                .add(items.inType("t"))
                .add(" AND t.tag <> '' UNION ALL SELECT t.seq, one.entry FROM item_tag t CROSS JOIN LATERAL ("
                        + "SELECT payload FROM item found WHERE ")
                .add(items.inType("found"))
                .add(" AND found.uid = t.uid AND found.seq = t.seq LIMIT 1) i CROSS JOIN LATERAL ("
                        + "SELECT DISTINCT left(one, " + FieldSql.TITLE_LENGTH
                        + ") AS entry FROM unnest(payload_texts(i.payload, '{tags}')) one"
                        + " WHERE one = '' OR jsonb_array_length(i.payload -> 'tags') > " + FILED_MAX
                        + ") one WHERE ")
                .add(items.inType("t"))
                .add(" AND t.tag = ''");
    }
}
