package dev.toolbridge.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.ProcessorTime;
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
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            SELECT tenant_id, space_id, seq, type, uid, version, 'create', '{"user":"bench"}', 'fill', payload
            FROM made;
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
    private final ProcessorTime processor;
    private final Plan plan;
    private final String token;
    private final Random random;
    private final int memories;

    private RecallTimes(RunningApi api, ApiDatabase database, Plan plan) {
        this.api = api;
        this.processor = new ProcessorTime(api, database);
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
        return new RecallTimes(api, database, plan).figures(database);
    }

    private String figures(ApiDatabase database) {
        Reply project = sent(Call.of("POST", "/v1/projects").json("{\"name\":\"bench\"}"));
        String id = project.at("/id").asText();
        database.executeAcrossTenants(filled(FILL).replace("PROJECT", id) + filled(FILL_OTHERS)
                + "ANALYZE item, item_text, item_tag, change, space_head");
        String path = "/v1/projects/" + id + "/recall?q=";
        Await.until(INDEXED_MAX, () -> isIndexed(path), () -> "the memories are not indexed");
        Spent gets = times(get(id), () -> "");
        var times = new LinkedHashMap<String, Spent>();
        questions().forEach((name, question) -> times.put(name, times(path, question)));
        var all = new Timings(times.values().stream()
                .flatMap(one -> one.timings().sortedNanos().stream())
                .toList());
        return memories + " memories of a project, " + TENANTS + " other tenants with as many: p95 of all "
                + Timings.figure(all.percentileMs(SHARE)) + " ms, of a get of one of them "
                + Timings.figure(gets.timings().percentileMs(SHARE)) + " ms; by question, p50, p95 and processor: "
                + times.entrySet().stream()
                        .map(one -> one.getKey() + " " + one.getValue())
                        .collect(Collectors.joining(", "));
    }

    /// The path of a memory.
    private String get(String project) {
        String all = "/v1/spaces/" + project + "/memories";
        return all + "/"
                + sent(Call.of("GET", all + "?limit=1")).at("/items/0/uid").asText();
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

    /// The times of answers, and the processor's time for one, of the API and of the database.
    private record Spent(Timings timings, double processorMs) {
        @Override
        public String toString() {
            return Stream.of(timings.medianMs(), timings.percentileMs(SHARE), processorMs)
                    .map(Timings::figure)
                    .collect(Collectors.joining("/"));
        }
    }

    private Spent times(String path, Supplier<String> question) {
        int warmUp = plan.size(100, 2);
        List<byte[]> requests = new ArrayList<>();
        for (int number = 0; number < warmUp + plan.size(400, 10); number++) {
            String asked = URLEncoder.encode(question.get(), StandardCharsets.UTF_8);
            requests.add(KeptConnection.request("GET", path + asked, token, ""));
        }
        try (var connection = new KeptConnection(api.server().address())) {
            requests.subList(0, warmUp).forEach(request -> recall(connection, request));
            List<byte[]> measured = requests.subList(warmUp, requests.size());
            var timings = new Timings[1];
            double usedMs = processor.ofMs(() ->
                    timings[0] = Timings.of(0, measured.size(), number -> recall(connection, measured.get(number))));
            return new Spent(timings[0], usedMs / measured.size());
        }
    }

    private static void recall(KeptConnection connection, byte[] request) {
        if (connection.send(request) != 200) {
            throw new AssertionError("not recalled: " + connection.body());
        }
    }

    private String word(int from) {
        return word(from, VOCABULARY);
    }

    /// A word among those of these ranks, the frequent ones more often.
    private String word(int from, int to) {
        int rank = (int) ((from + 1) * Math.pow(to / (from + 1.0), random.nextDouble())) - 1;
        StringBuilder word = new StringBuilder();
        String digits = String.format(Locale.ROOT, "%05d", rank);
        digits.chars().forEach(digit -> word.append("bcdfghjklm".charAt(digit - '0')));
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
