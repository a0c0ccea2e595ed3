package dev.toolbridge.api.store.context;

import dev.toolbridge.api.store.read.ItemRows;
import java.util.List;
import java.util.stream.Collectors;

/// The one statement of a context: the head of the space, and behind it the rows of all parts.
final class ContextSql {
    /// The items of a part that are counted, at most.
    static final int COUNTED_MAX = 1_000;

    private static final String STATEMENT = """
            SELECT head.incarnation, head.epoch, head.seq, head.tombstone_floor, asked.level, part.*
            FROM space_head head
            CROSS JOIN LATERAL (
              SELECT coalesce(NULLIF(?, ''), (
                SELECT i.payload ->> 'contextLevel' FROM item i WHERE i.tenant_id = head.tenant_id
                  AND i.space_id = head.space_id AND i.type = 'mcp_configuration' AND i.uid = head.space_id
                  AND i.deleted_at_ms IS NULL), 'standard') AS level, ?::bigint AS since, ?::text AS environment
            ) question
            JOIN (VALUES ('minimal', 10, 0), ('standard', 50, 300), ('full', 200, 2000)) AS asked
              (level, items_max, text_max) ON asked.level = question.level
            LEFT JOIN LATERAL (
            PARTS
            ) part ON true
            WHERE head.tenant_id = ? AND head.space_id = ?
            """;

    /// A part. After a place it has all that changed, deleted items too.
    private static final String PART = """
            (SELECT PLACE AS place, i.uid, i.version, i.deleted_at_ms, i.matched,
              jsonb_strip_nulls(jsonb_build_object(FIELDS))::text AS fields, IS_CUT AS has_cut
            FROM (
              SELECT found.*, count(*) OVER () AS matched FROM (
                SELECT i.seq, i.uid, i.version, i.deleted_at_ms, i.payload FROM item i
                WHERE i.tenant_id = head.tenant_id AND i.space_id = head.space_id AND i.type = 'TYPE' AND IN_ORDER
                  AND i.seq > question.since AND (i.deleted_at_ms IS NOT NULL OR FILTER)
                  AND (question.since > 0 OR (i.deleted_at_ms IS NULL AND CONDITION))
                ORDER BY i.seq DESC LIMIT COUNTED_MAX
              ) found ORDER BY found.seq DESC LIMIT asked.items_max
            ) i)
            """;

    private ContextSql() {}

    static String of(List<ContextPart> parts) {
        return STATEMENT.replace(
                "PARTS",
                parts.stream().map(part -> part(parts.indexOf(part), part)).collect(Collectors.joining("UNION ALL\n")));
    }

    private static String part(int place, ContextPart part) {
        return PART.replace("PLACE", Integer.toString(place))
                .replace("COUNTED_MAX", Integer.toString(COUNTED_MAX))
                .replace("IN_ORDER", ItemRows.ORDER_OF_TYPE)
                .replace("'TYPE'", "'" + part.type().name() + "'")
                .replace(
                        "IS_CUT",
                        part.longText().map(field -> isCut(field, part)).orElse("false"))
                .replace("CONDITION", part.condition())
                .replace("FILTER", part.filter())
                .replace(
                        "FIELDS",
                        part.fields()
                                + part.longText()
                                        .map(field -> beginning(field, part))
                                        .orElse(""));
    }

    private static String beginning(String field, ContextPart part) {
        return """
            , '%1$s', CASE WHEN %2$s = 0 THEN NULL WHEN length(i.payload ->> '%1$s') > %2$s
              THEN left(i.payload ->> '%1$s', %2$s) || '…' ELSE i.payload ->> '%1$s' END
            """.formatted(field, most(part));
    }

    private static String isCut(String field, ContextPart part) {
        return "coalesce(length(i.payload ->> '%s') > %s, false)".formatted(field, most(part));
    }

    /// SQL of the characters of a long text that are shown.
    private static String most(ContextPart part) {
        return "greatest(asked.text_max, " + part.textLeast() + ")";
    }
}
