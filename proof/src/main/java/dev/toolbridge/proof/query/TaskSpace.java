package dev.toolbridge.proof.query;

import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;

/// A space that the database fills with tasks: as pushes would have stored them, filed and with their tags. The index
/// of words passes them by.
final class TaskSpace {
    private static final int STEP = 100_000;

    /// Tenants around it.
    private static final String NEIGHBOURS = """
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
            SELECT 'tenant ' || n, md5(n::text)::uuid, 'task', gen_random_uuid(), m, 1, 0,
              '{"title":"A task","status":"open","priority":"low","tags":["home"],"sync":{}}'
            FROM generate_series(1, 1000) n CROSS JOIN generate_series(1, 20) m
            """;

    /// Fills the only space that holds no more than the steps before.
    private static final String FILL = """
            WITH head AS (
              UPDATE space_head SET seq = LAST WHERE seq = FIRST - 1 RETURNING tenant_id, space_id
            ), made AS (
              SELECT tenant_id, space_id, uid, n, format(
                '{"uid":"%s","title":"Title %s","status":"%s","priority":"%s","done":%s,"dueDate":"%s",'
                '"tags":["%s","t%s"],'
                '"description":"Some words that a task may have.","estimate":%s,'
                '"updatedTs":"2026-01-02T08:00:00Z","updateTime":"2026-01-02T08:00:00Z",'
                '"sync":{"version":1,"isDeleted":false}}', uid, n,
                CASE n % 100 WHEN 0 THEN 'blocked' ELSE (ARRAY['open', 'completed', 'in_progress'])[n % 3 + 1] END,
                (ARRAY['low', 'normal', 'high'])[n % 3 + 1], (n % 3 = 1)::text, date '2026-01-01' + n % 365,
                (ARRAY['home', 'work'])[n % 2 + 1], n % 1000, n % 10)::jsonb AS payload
              FROM head CROSS JOIN (
                SELECT n, ('00000000-0000-4000-8000-' || lpad(to_hex(n), 12, '0'))::uuid AS uid
                FROM generate_series(FIRST, LAST) n) AS numbered
            ), tagged AS (
              INSERT INTO item_tag (tenant_id, space_id, type, tag, seq, uid)
              SELECT tenant_id, space_id, 'task', tag, n, uid FROM made CROSS JOIN unnest(filed_tags(payload)) tag
            )
            INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload, status, priority,
              is_done, due_at, due_day, title_key, created_at_ms, filed_seq)
            SELECT tenant_id, space_id, 'task', uid, n, 1, 1767340800000 + n, payload, f.status, f.priority,
              f.is_done, f.due_at, f.due_day, f.title_key, 1767340800000 + n, n
            FROM made CROSS JOIN LATERAL filed(payload) f
            """;

    private TaskSpace() {}

    /// Gives a thousand other tenants a few items.
    static void addNeighbours(ApiDatabase database) {
        database.executeAcrossTenants(NEIGHBOURS);
    }

    /// A new user whose space has so many tasks.
    static SyncClient of(int size, RunningApi api, ApiDatabase database) {
        var client = SyncClient.of(api);
        WordIndex.passBy(database);
        for (int first = 1; first <= size; first += STEP) {
            database.executeAcrossTenants(FILL.replace("FIRST", Integer.toString(first))
                    .replace("LAST", Integer.toString(Math.min(size, first + STEP - 1))));
        }
        settle(database);
        return client;
    }

    /// Brings the statistics up to date, and what else the database would do by itself after a while.
    static void settle(ApiDatabase database) {
        database.execute("VACUUM (ANALYZE) item");
        database.execute("VACUUM (ANALYZE) item_tag");
        database.execute("VACUUM (ANALYZE) space_head");
    }
}
