package dev.toolbridge.proof.bench;

/// The server's statements for each kind of request, as scripts of pgbench: the same statements in the same
/// round trips, each client in a space of its own.
final class RequestSql {
    private static final String TENANT = "bench";
    private static final String SPACE = "concat('00000000-0000-4000-8000-00000000000', :client_id::integer)::uuid";
    private static final String NOTE = "concat('00000000-0000-4000-9000-00000000000', :client_id::integer)::uuid";

    private static final String SELECT_SPACE = """
            SELECT set_config('app.tenant', 'TENANT', true), set_config('app.space', SPACE::text, true),
              set_config('app.users', SPACE::text, true),
              set_config('application_name', 'toolbridge-api 0af7651916cd43dd8448eb211c80319c', true);
            """;

    private static final String GET = "\\startpipeline\n" + SELECT_SPACE + """
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text
            FROM item WHERE tenant_id = 'TENANT' AND space_id = SPACE AND type = 'note' AND uid = NOTE;
            \\endpipeline
            """;

    private static final String LIST = "\\startpipeline\n" + SELECT_SPACE + """
            SELECT epoch, seq FROM space_head WHERE tenant_id = 'TENANT' AND space_id = SPACE;
            SELECT uid, version, updated_at_ms, deleted_at_ms, payload::text, seq
            FROM item WHERE tenant_id = 'TENANT' AND space_id = SPACE AND type = 'note'
              AND seq < 9223372036854775807 AND (false OR deleted_at_ms IS NULL)
            ORDER BY seq DESC LIMIT 26;
            \\endpipeline
            """;

    /// The server decides between the two round trips; the head that it holds gives the number.
    private static final String WRITE = "BEGIN;\n\\startpipeline\n" + SELECT_SPACE + """
            UPDATE space_head SET seq = seq + 1 WHERE tenant_id = 'TENANT' AND space_id = SPACE RETURNING seq, epoch;
            SELECT found.type, found.uid, found.version, found.updated_at_ms, found.deleted_at_ms, found.payload::text
            FROM unnest(ARRAY['note'], ARRAY[NOTE]) AS key (type, uid)
            CROSS JOIN LATERAL (
              SELECT * FROM item i
              WHERE i.tenant_id = 'TENANT' AND i.space_id = SPACE AND i.type = key.type AND i.uid = key.uid LIMIT 1
            ) found;
            \\endpipeline
            \\startpipeline
            WITH change_row AS (
              SELECT seq, 'note' AS type, UID AS uid, seq AS version, 1767340800000 AS updated_at_ms,
                '{"user":"bench"}' AS actor, '0191a2b3-c4d5-7e6f-8a9b-0c1d2e3f4a5b' AS request,
                'PAYLOAD'::jsonb AS payload
              FROM space_head WHERE tenant_id = 'TENANT' AND space_id = SPACE
            ), stored AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'TENANT', SPACE, type, uid, seq, version, updated_at_ms, payload FROM change_row
              ON CONFLICT (tenant_id, space_id, type, uid) DO UPDATE SET
                seq = excluded.seq, version = excluded.version, updated_at_ms = excluded.updated_at_ms,
                deleted_at_ms = excluded.deleted_at_ms, parent_uid = excluded.parent_uid, payload = excluded.payload
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT 'TENANT', SPACE, seq, type, uid, version, 'OPERATION', actor::jsonb, request, payload
            FROM change_row;
            COMMIT;
            \\endpipeline
            """;

    private static final String FILL = """
            INSERT INTO space_head (tenant_id, space_id, seq)
            SELECT 'TENANT', ('00000000-0000-4000-8000-00000000000' || n)::uuid, NOTES FROM generate_series(0, LAST) n;
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT 'TENANT', ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'note',
              CASE seq WHEN 1 THEN ('00000000-0000-4000-9000-00000000000' || n)::uuid ELSE gen_random_uuid() END,
              seq, 1, 1767340800000, 'PAYLOAD'::jsonb
            FROM generate_series(0, LAST) n CROSS JOIN generate_series(1, NOTES) seq;
            ANALYZE item, space_head;
            """;

    private final String payload;

    /// @param payload a note as the server stores it; pgbench takes a word right after a colon for a variable
    RequestSql(String payload) {
        this.payload = payload.replace(":", ": ");
    }

    /// Gives each client a space with notes.
    String fill(int clients, int notes) {
        return filled(FILL).replace("LAST", Integer.toString(clients - 1)).replace("NOTES", Integer.toString(notes));
    }

    String get() {
        return filled(GET);
    }

    String list() {
        return filled(LIST);
    }

    String create() {
        return filled(WRITE.replace("OPERATION", "create").replace("UID", "gen_random_uuid()"));
    }

    String patch() {
        return filled(WRITE.replace("OPERATION", "patch").replace("UID", NOTE));
    }

    private String filled(String script) {
        return script.replace("TENANT", TENANT)
                .replace("SPACE", SPACE)
                .replace("NOTE,", NOTE + ",")
                .replace("NOTE;", NOTE + ";")
                .replace("[NOTE]", "[" + NOTE + "]")
                .replace("PAYLOAD", payload);
    }
}
