package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.NotePush;
import dev.toolbridge.proof.load.PgBench;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Devices that push 500 items at a time, each into its space, and pgbench that does the same to the same
/// tables: takes numbers from the head, writes items and journal, and commits.
final class PushRate {
    private static final int ITEMS = NotePush.ITEMS_MAX;
    private static final int CLIENTS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private static final String SPACE = "concat('00000000-0000-4000-8000-00000000000', :client_id::integer)::uuid";

    private static final String HEADS = """
            INSERT INTO space_head (tenant_id, space_id)
            SELECT 'bench', ('00000000-0000-4000-8000-00000000000' || n)::uuid FROM generate_series(0, %s) n
            """.formatted(CLIENTS - 1);

    /// Spaces follow colons, since pgbench takes a word directly after a colon for a variable.
    private static final String INSERT = """
            BEGIN;
            SELECT set_config('app.tenant', 'bench', true), set_config('app.space', SPACE::text, true),
              set_config('app.users', SPACE::text, true);
            UPDATE space_head SET seq = seq + ITEMS WHERE tenant_id = 'bench' AND space_id = SPACE
            RETURNING seq \\gset
            WITH fresh AS (
              SELECT n, uid, format(
                '{"uid":"%s","title":"Title %s","content":"CONTENT","tags":["a","b"],'
                '"updatedTs":"2026-01-02 08h 00m 00s","updateTime":"2026-01-02 08h 00m 00s",'
                '"sync":{"version": 1,"isDeleted": false}}', uid, n)::jsonb AS payload
              FROM (SELECT n, gen_random_uuid() AS uid FROM generate_series(1, ITEMS) n) AS made
            ), stored AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'bench', SPACE, 'note', uid, :seq::bigint - ITEMS + n, 1, 1767340800000, payload FROM fresh
              ON CONFLICT (tenant_id, space_id, type, uid) DO UPDATE SET payload = excluded.payload
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT 'bench', SPACE, :seq::bigint - ITEMS + n, 'note', uid, 1, 'push', '{"user":"b"}', 'bench', payload
            FROM fresh;
            COMMIT;
            """;

    private static final String CONTENT =
            "Some words that a note may have. ".repeat(5).strip();

    private PushRate() {}

    static String run(Plan plan) {
        Duration time = Duration.ofSeconds(plan.size(20, 2));
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            ApiDatabase database = postgres.database();
            database.executeAcrossTenants(HEADS);
            double limit = ITEMS * new PgBench(database, CLIENTS, time).perSecond(script());
            List<SyncClient> devices =
                    Stream.generate(() -> SyncClient.of(api)).limit(CLIENTS).toList();
            double rate = new ClosedLoop(CLIENTS, WARM_UP, time).perSecond(client -> push(devices.get(client)));
            return String.format(
                    Locale.ROOT,
                    "%.0f items/s of %.0f: ratio %s (%s at a time)",
                    rate,
                    limit,
                    Timings.figure(rate / limit),
                    CLIENTS);
        }
    }

    private static String script() {
        return INSERT.replace("SPACE", SPACE)
                .replace("ITEMS", Integer.toString(ITEMS))
                .replace("CONTENT", CONTENT);
    }

    private static int push(SyncClient device) {
        return NotePush.send(
                device, IntStream.range(0, ITEMS).mapToObj(PushRate::item).toList());
    }

    private static String item(int number) {
        String fields = "\"title\":\"Title %s\",\"content\":\"%s\",\"tags\":[\"a\",\"b\"]".formatted(number, CONTENT);
        return "{\"uid\":\"%s\",\"updatedTs\":\"2026-01-02T08:00:00Z\",%s}".formatted(UUID.randomUUID(), fields);
    }
}
