package dev.toolbridge.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.store.AuditCheck;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The audit log records changes of rights, and every change of the log itself is detected.
class AuditTest {
    private static Workspace workspace;
    private static RunningServer server;

    @BeforeAll
    static void start() throws InterruptedException {
        workspace = new Workspace();
        server = RunningServer.alone(workspace, Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
        workspace.close();
    }

    @Test
    void changesOfKeysAreWrittenDownWithWhoAndWhat() {
        String token = owner("org_changes");
        var key = RunningServer.json(server.post("/v1/keys", token, Map.of("name", "script")));
        String one = "/v1/keys/" + key.path("id").asText();
        var next = RunningServer.json(server.post(one + "/rotate", token, Map.of("overlapDays", 0)));
        server.delete("/v1/keys/" + next.path("id").asText(), token);

        var entries = entries(token);

        assertThat(entries.findValuesAsText("action")).containsExactly("key.created", "key.rotated", "key.revoked");
        assertThat(entries.get(0).path("object").asText())
                .isEqualTo(key.path("id").asText());
        assertThat(entries.get(0).path("actor").path("user").asText()).isEqualTo("owner");
        assertThat(entries.get(1).path("facts").path("replaces").asText())
                .isEqualTo(key.path("id").asText());
        assertThat(entries.toString()).doesNotContain(key.path("key").asText());
        assertThat(result("org_changes").isWhole()).isTrue();
    }

    @Test
    void onlyAdministratorsOfTheTenantReadIt() {
        server.post("/v1/keys", owner("org_read"), Map.of("name", "script"));

        assertThat(entries(owner("org_read"))).hasSize(1);
        assertThat(entries(owner("org_other"))).isEmpty();
        String reader = RunningServer.ownersToken("owner", Optional.of("org_read"), "*:read");
        assertThat(server.get("/v1/audit", reader).statusCode()).isEqualTo(403);
    }

    @Test
    void itIsReadInPages() {
        String token = owner("org_pages");
        for (int key = 0; key < 5; key++) {
            server.post("/v1/keys", token, Map.of("name", "script"));
        }

        var first = RunningServer.json(server.get("/v1/audit?limit=2", token));
        var second = RunningServer.json(server.get(
                "/v1/audit?limit=3&cursor=" + first.path("nextCursor").asText(), token));

        assertThat(first.path("hasMore").asBoolean()).isTrue();
        assertThat(second.path("entries")).hasSize(3);
        assertThat(second.path("hasMore").asBoolean(true)).isFalse();
        assertThat(server.get("/v1/audit?cursor=x", token).statusCode()).isEqualTo(400);
    }

    @Test
    void entriesOfManyAtATimeAreOneChain() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 20; writer++) {
                String token = RunningServer.ownersToken("user" + writer, Optional.of("org_many"));
                threads.execute(() -> server.post("/v1/keys", token, Map.of("name", "script")));
            }
        }

        assertThat(result("org_many").entries()).isEqualTo(20);
        assertThat(result("org_many").isWhole()).isTrue();
    }

    @Test
    void whatIsRefusedAndNewClientsAreNoticed() throws InterruptedException {
        try (var noticing = RunningServer.alone(workspace, Map.of())) {
            String reader = RunningServer.ownersToken("curious", Optional.of("org_refused"), "notes:read");
            for (int attempt = 0; attempt < 7; attempt++) {
                noticing.get("/v1/tasks", reader);
            }
        }

        var entries = entries(owner("org_refused"));
        assertThat(entries).hasSize(1);
        assertThat(entries.get(0).path("action").asText()).isEqualTo("request.refused");
        assertThat(entries.get(0).path("facts").path("count").asInt()).isEqualTo(7);
        assertThat(entries.get(0).path("actor").path("user").asText()).isEqualTo("curious");
    }

    @Test
    void nobodyChangesTheLog() throws SQLException {
        server.post("/v1/keys", owner("org_fixed"), Map.of("name", "script"));
        List<String> attempts = List.of(
                "UPDATE audit SET action = 'x'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "INSERT INTO audit SELECT 'org_other', seq, at, actor, action, object, facts, request, hash FROM audit",
                "DELETE FROM audit_head");

        try (var connection = TestConnections.asServer(workspace)) {
            for (String attempt : attempts) {
                assertThatThrownBy(() -> inTenant(connection, "org_fixed", attempt))
                        .isInstanceOf(SQLException.class);
            }
        }
        try (var connection = TestConnections.asOwner(workspace)) {
            for (String attempt : attempts.subList(0, 3)) {
                assertThatThrownBy(() -> asMaintenance(connection, attempt)).isInstanceOf(SQLException.class);
            }
        }
        assertThat(result("org_fixed").isWhole()).isTrue();
    }

    @Test
    void whoeverGetsAroundThatIsFoundOut() throws SQLException {
        Map<String, String> attacks = Map.of(
                "org_altered", "UPDATE audit SET actor = '{\"user\":\"somebody else\"}' WHERE seq = 2",
                "org_removed", "DELETE FROM audit WHERE seq = 2",
                "org_shortened", "DELETE FROM audit WHERE seq = 3",
                "org_headless", "DELETE FROM audit_head WHERE true",
                "org_moved", "UPDATE audit SET at = at + interval '1 second' WHERE seq = 1");
        for (var attack : attacks.entrySet()) {
            for (int key = 0; key < 3; key++) {
                server.post("/v1/keys", owner(attack.getKey()), Map.of("name", "script"));
            }
            assertThat(result(attack.getKey()).isWhole()).isTrue();
            assertThat(check(attack.getKey()).toString()).contains("\"checked\":3,\"whole\":true", "\"hasMore\":false");
            tamper(attack.getKey(), attack.getValue());
            var broken = result(attack.getKey());
            assertThat(broken.isWhole()).as(attack.getKey()).isFalse();
            assertThat(check(attack.getKey()).path("broken").asText())
                    .isEqualTo(broken.broken().orElseThrow());
        }
    }

    @Test
    void onlyAdministratorsCheckIt() {
        String reader = RunningServer.ownersToken("owner", Optional.of("org_check"), "*:read");
        assertThat(server.get("/v1/audit/verify", reader).statusCode()).isEqualTo(403);
        assertThat(server.get("/v1/audit/verify?cursor=x", owner("org_check")).statusCode())
                .isEqualTo(400);
        assertThat(check("org_nothing").toString()).contains("\"entries\":0,\"checked\":0,\"whole\":true");
    }

    private static JsonNode check(String tenant) {
        return RunningServer.json(server.get("/v1/audit/verify", owner(tenant)));
    }

    @Test
    void timesThatGoBackAreFoundOutThoughEveryHashFits() throws SQLException {
        server.post("/v1/keys", owner("org_rewound"), Map.of("name", "script"));
        addEntryOf("org_rewound", "now() - interval '1 hour'");

        assertThat(result("org_rewound").broken()).hasValue("entry 2 is earlier than the one before it");
    }

    @Test
    void aClockThatIsSetBackBreaksNoChain() throws SQLException {
        server.post("/v1/keys", owner("org_clock"), Map.of("name", "script"));
        addEntryOf("org_clock", "now() + interval '1 hour'");
        server.post("/v1/keys", owner("org_clock"), Map.of("name", "script"));

        assertThat(result("org_clock").broken()).isEmpty();
        assertThat(result("org_clock").entries()).isEqualTo(3);
    }

    /// An entry whose hashes fit, as the maintenance role can write it.
    private static void addEntryOf(String tenant, String moment) throws SQLException {
        try (var connection = TestConnections.asOwner(workspace)) {
            asMaintenance(connection, """
                    WITH entry AS (
                      SELECT tenant_id, seq + 1 AS seq, moment, sha256(hash || audit_part(tenant_id)
                        || audit_part((seq + 1)::text)

                        || audit_part((extract(epoch FROM moment) * 1000000)::bigint::text)
                        || audit_part('{}') || audit_part('a') || audit_part('b') || audit_part('{}')
                        || audit_part('c')) AS hash
                      FROM audit_head, date_trunc('second', MOMENT) AS moment WHERE tenant_id = 'TENANT'
                    ), kept AS (
                      INSERT INTO audit SELECT tenant_id, seq, moment, '{}', 'a', 'b', '{}', 'c', hash FROM entry
                    )
                    UPDATE audit_head h SET seq = entry.seq, hash = entry.hash
                    FROM entry WHERE h.tenant_id = entry.tenant_id
                    """.replace("MOMENT", moment).replace("TENANT", tenant));
        }
    }

    /// Changes the log as a superuser, with the triggers switched off.
    private static void tamper(String tenant, String statement) throws SQLException {
        try (var connection = TestConnections.asOwner(workspace)) {
            connection.setAutoCommit(false);
            try (var sql = connection.createStatement()) {
                sql.execute("ALTER TABLE audit DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY");
                sql.execute("ALTER TABLE audit_head NO FORCE ROW LEVEL SECURITY");
                sql.execute(statement + " AND tenant_id = '" + tenant + "'");
                sql.execute("ALTER TABLE audit ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY");
                sql.execute("ALTER TABLE audit_head FORCE ROW LEVEL SECURITY");
            }
            connection.commit();
        }
    }

    private static void inTenant(Connection connection, String tenant, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("SELECT set_config('app.tenant', '" + tenant + "', false)");
            sql.execute(statement);
        }
    }

    private static void asMaintenance(Connection connection, String statement) throws SQLException {
        try (var sql = connection.createStatement()) {
            sql.execute("SET ROLE toolbridge_maintenance");
            sql.execute(statement);
        } finally {
            try (var sql = connection.createStatement()) {
                sql.execute("RESET ROLE");
            }
        }
    }

    private static AuditCheck.Result result(String tenant) {
        return AuditCheck.all(workspace.owner()).stream()
                .filter(result -> result.tenant().equals(tenant))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chain of " + tenant));
    }

    private static JsonNode entries(String token) {
        return RunningServer.json(server.get("/v1/audit", token)).path("entries");
    }

    private static String owner(String tenant) {
        return RunningServer.ownersToken("owner", Optional.of(tenant));
    }

    @Test
    void aNewClientIsWrittenDownOnce() throws Exception {
        String client = "client_" + UUID.randomUUID();
        String token = TestTokens.ofClient("owner", "org_clients", client);
        for (int request = 0; request < 5; request++) {
            server.get("/v1/notes", token);
        }
        JsonNode entries = entries(token);
        long start = System.nanoTime();
        while (entries.isEmpty()) {
            assertThat(System.nanoTime() - start)
                    .isLessThan(java.time.Duration.ofSeconds(20).toNanos());
            entries = entries(token);
        }

        assertThat(entries.findValuesAsText("object")).containsExactly(client);
        assertThat(entries.get(0).path("action").asText()).isEqualTo("client.first_seen");
    }
}
