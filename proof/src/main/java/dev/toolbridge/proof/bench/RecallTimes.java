package dev.toolbridge.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Recall in a project with many memories, among a thousand tenants with memories of their own. Words are as frequent
/// as in natural texts: the second half as often as the first (Zipf).
final class RecallTimes {
    private static final int TENANTS = 1_000;
    private static final int VOCABULARY = 20_000;
    private static final int COMMON = 50;
    private static final double SHARE = 0.95;
    private static final Duration INDEXED_MAX = Duration.ofMinutes(10);

    /// A memory of twelve words. Each tenth has a key.
    private static final String MEMORY = """
            SELECT n, uid, content, CASE WHEN n % 10 = 0 THEN 'key-' || n END AS key, jsonb_build_object(
              'uid', uid, 'memoryType', (ARRAY['fact', 'convention', 'gotcha', 'decision'])[n % 4 + 1],
              'content', content, 'tags', jsonb_build_array('t' || n % 20), 'updatedTs', '2026-01-02T08:00:00Z',
              'updateTime', '2026-01-02T08:00:00Z', 'sync', '{"version":1,"isDeleted":false}'::jsonb)
              || CASE WHEN n % 10 = 0 THEN jsonb_build_object('key', 'key-' || n) ELSE '{}' END AS payload
            FROM (
              SELECT n, gen_random_uuid() AS uid, (
                SELECT string_agg(translate(lpad((power(VOCABULARY, random())::integer - 1)::text, 5, '0'),
                  '0123456789', 'bcdfghjklm'), ' ') FROM generate_series(1, 12 + 0 * n)) AS content
              FROM generate_series(1, SIZE) n) AS worded
            """;

    private static final String FILL = """
            WITH head AS (
              UPDATE space_head SET seq = seq + SIZE WHERE space_id = 'PROJECT'
              RETURNING tenant_id, space_id, seq - SIZE AS seq
            ), made AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, item_key, payload)
              SELECT tenant_id, space_id, 'memory', uid, seq + n, 1, 1767340800000 + n, key, payload
              FROM head CROSS JOIN (MEMORY) memory RETURNING *
            )
            INSERT INTO change (tenant_id, space_id, seq, type, uid, version, operation, actor, request, payload)
            SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{"user":"bench"}', 'fill', payload FROM made;
            """;

    private static final String FILL_OTHERS = """
            WITH made AS (
              INSERT INTO item (tenant_id, space_id, type, uid, seq, version, updated_at_ms, payload)
              SELECT 'tenant ' || n % TENANTS, ('00000000-0000-4000-8000-' || lpad(to_hex(n % TENANTS), 12, '0'))::uuid,
                'memory', uid, n, 1, 1767340800000, payload
              FROM (MEMORY) memory RETURNING *
            )
            INSERT INTO item_text (tenant_id, space_id, type, uid, seq, words, title, is_partial)
            SELECT tenant_id, space_id, type, uid, seq, to_tsvector('search_english', payload ->> 'content'), '', false
            FROM made;
            """;

    private final RunningApi api;
    private final Plan plan;
    private final String token;
    private final Random random;
    private final int memories;

    private RecallTimes(RunningApi api, Plan plan) {
        this.api = api;
        this.plan = plan;
        this.token = api.tokens().of("recalls-" + UUID.randomUUID());
        this.random = plan.random(0);
        this.memories = plan.size(50_000, 400);
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            return on(api, postgres.database(), plan);
        }
    }

    /// The figures of a server that runs.
    static String on(RunningApi api, ApiDatabase database, Plan plan) {
        return new RecallTimes(api, plan).figures(database);
    }

    private String figures(ApiDatabase database) {
        Reply project = sent(Call.of("POST", "/v1/projects").json("{\"name\":\"bench\"}"));
        String id = project.at("/id").asText();
        database.executeAcrossTenants(filled(FILL).replace("PROJECT", id) + filled(FILL_OTHERS)
                + "ANALYZE item, item_text, item_tag, change, space_head");
        String path = "/v1/projects/" + id + "/recall?q=";
        Await.until(INDEXED_MAX, () -> isIndexed(path), () -> "the memories are not indexed");
        var times = new LinkedHashMap<String, Timings>();
        questions().forEach((name, question) -> times.put(name, times(path, question)));
        var all = new Timings(times.values().stream()
                .flatMap(one -> one.sortedNanos().stream())
                .toList());
        return memories + " memories of a project, " + TENANTS + " other tenants with as many: p95 of all "
                + Timings.figure(all.percentileMs(SHARE)) + " ms; by question, p50 and p95: "
                + times.entrySet().stream()
                        .map(one -> one.getKey() + " " + Timings.figure(one.getValue().medianMs()) + " and "
                                + Timings.figure(one.getValue().percentileMs(SHARE)))
                        .collect(Collectors.joining(", "));
    }

    private String filled(String script) {
        return script.replace("MEMORY", MEMORY)
                .replace("SIZE", Integer.toString(memories))
                .replace("TENANTS", Integer.toString(TENANTS))
                .replace("VOCABULARY", Integer.toString(VOCABULARY));
    }

    /// Each question has some of the rest indexed.
    private boolean isIndexed(String path) {
        return !sent(Call.of("GET", path + "nothing")).json().has("behind");
    }

    private Map<String, Supplier<String>> questions() {
        var questions = new LinkedHashMap<String, Supplier<String>>();
        questions.put("key", () -> "key-" + 10 * (1 + random.nextInt(memories / 10)));
        questions.put("word", () -> word(COMMON));
        questions.put("three words", () -> word(COMMON) + " " + word(COMMON) + " " + word(COMMON));
        questions.put("words, a common one among them", () -> word(0, COMMON) + " " + word(COMMON));
        questions.put("common word", () -> word(0, COMMON));
        return questions;
    }

    private Timings times(String path, Supplier<String> question) {
        int warmUp = plan.size(300, 2);
        List<byte[]> requests = new ArrayList<>();
        for (int number = 0; number < warmUp + plan.size(1_000, 10); number++) {
            String asked = URLEncoder.encode(question.get(), StandardCharsets.UTF_8);
            requests.add(KeptConnection.request("GET", path + asked, token, ""));
        }
        try (var connection = new KeptConnection(api.server().address())) {
            return Timings.of(warmUp, requests.size() - warmUp, number -> {
                if (connection.send(requests.get(number)) != 200) {
                    throw new AssertionError("not recalled: " + connection.body());
                }
            });
        }
    }

    private String word(int from) {
        return word(from, VOCABULARY);
    }

    /// A word among those of these ranks, the frequent ones more often.
    private String word(int from, int to) {
        int rank = (int) ((from + 1) * Math.pow(to / (from + 1.0), random.nextDouble())) - 1;
        StringBuilder word = new StringBuilder();
        "%05d".formatted(rank).chars().forEach(digit -> word.append("bcdfghjklm".charAt(digit - '0')));
        return word.toString();
    }

    private Reply sent(Call call) {
        Reply reply = api.server().send(call.with("Authorization", "Bearer " + token));
        JsonNode body = reply.json();
        if (reply.status() >= 300 || body.has("error")) {
            throw new AssertionError("refused: " + reply);
        }
        return reply;
    }
}
