package dev.toolbridge.proof.torture;

import dev.toolbridge.tests.process.ApiDatabase;
import java.util.UUID;

/// A space that the test fills in the database directly, since a million requests would take an hour.
///
/// @param id of the space, and of its user
record LargeSpace(ApiDatabase database, String tenant, UUID id) {
    private static final int ROWS_AT_A_TIME = 50_000;

    private static final String FILL = """
            WITH head AS (
              UPDATE space_head SET seq = seq + ROWS WHERE tenant_id = 'TENANT' AND space_id = 'SPACE'
              RETURNING seq - ROWS AS seq
            ), fresh AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, parent_uid, payload)
              SELECT 'TENANT', 'SPACE', 'TYPE', uuidv7(), head.seq + n, 1, 0, PARENT, jsonb_build_object(
                'title', 'number ' || n, 'content', repeat('word ', 20), 'taskListUid', PARENT, 'sync', '{}'::jsonb)
              FROM head CROSS JOIN generate_series(1, ROWS) n RETURNING *
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, at, operation, actor, request, payload)
            SELECT tenant_id, space_id, seq, type, uid, version, now() - interval 'AGE', 'create', '{}', 'fill', payload
            FROM fresh
            """;

    static LargeSpace of(ApiDatabase database) {
        var space = new LargeSpace(database, "large", UUID.randomUUID());
        database.executeAcrossTenants(
                "INSERT INTO space_head (tenant_id, space_id) VALUES ('large', '" + space.id() + "')");
        return space;
    }

    void addNotes(int count, String age) {
        add("note", "NULL::uuid", count, age);
    }

    void addTasksIn(String list, int count) {
        add("task", "'" + list + "'::uuid", count, "1 hour");
    }

    long rows(String table) {
        return database.number("SELECT count(*) FROM " + table + " WHERE space_id = '" + id + "'");
    }

    private void add(String type, String parent, int count, String age) {
        for (int done = 0; done < count; done += ROWS_AT_A_TIME) {
            database.executeAcrossTenants(FILL.replace("ROWS", Integer.toString(Math.min(ROWS_AT_A_TIME, count - done)))
                    .replace("TENANT", tenant)
                    .replace("SPACE", id.toString())
                    .replace("TYPE", type)
                    .replace("PARENT", parent)
                    .replace("AGE", age));
        }
    }
}
