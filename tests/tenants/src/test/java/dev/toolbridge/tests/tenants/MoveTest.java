package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.postgres.EmbeddedPostgres;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// A tenant that moves to another PostgreSQL server. `-Dtoolbridge.kills=all` kills the control plane in each step of
/// the move, and of the tenant's destruction afterwards; otherwise in the step that changes over.
/// It has the platform to itself, as its control plane is killed.
@ExtendWith(OnePlatform.class)
@ResourceLock(OnePlatform.LOCK)
class MoveTest {
    private static final Duration START_MAX = Duration.ofSeconds(90);

    /// Longer than a look of each minute, the operation of another kind that it may propose first, and the next look.
    private static final Duration REMOVAL_MAX = Duration.ofMinutes(5);
    private static final String LOGINS = "SELECT rolname FROM pg_roles WHERE rolname LIKE 'tb\\_%' AND rolcanlogin";
    private static final boolean EVERYWHERE =
            System.getProperty("toolbridge.kills", "").equals("all");
    private static final List<String> KILLS =
            EVERYWHERE ? List.of("release", "place", "copy", "switch", "route", "end_old", "seal") : List.of("switch");
    private static final List<String> DESTRUCTION_KILLS = EVERYWHERE
            ? List.of(
                    "count",
                    "remove_domains",
                    "remove_address",
                    "remove_programs",
                    "remove_organization",
                    "remove_database",
                    "remove_exports",
                    "remove_secrets",
                    "certify")
            : List.of("remove_database");

    @Test
    void keepsItsDataItsSecretsAndItsAddress(RunningPlatform platform) {
        EmbeddedPostgres second = platform.preparedSecond();
        RunningTenant tenant = platform.tenant("moving-one");
        String token = tenant.apiToken(tenant.user("ada@moving-one.example"));
        assertThat(tenant.note(token, "Before the move").status()).isEqualTo(201);
        String secrets = secrets(tenant);
        for (String wrong : List.of("\"nowhere\"", "\"main\"", "\"\"", "\"second\\n\"")) {
            assertThat(move(tenant, wrong).status()).as(wrong).isEqualTo(422);
        }
        assertThat(move(tenant, "7").status()).isEqualTo(400);

        assertFailedMoveLeavesAllAsItWas(tenant, token);
        AskedOperation moving = AskedOperation.of(platform, move(tenant, "\"second\""));
        KILLS.forEach(moving::killedAt);
        AskedOperation moved = moving.ended();

        assertThat(moved.status()).as(moved.json()::toString).isEqualTo("succeeded");
        assertThat(placements(tenant)).containsExactly("main left", "second present");
        assertThat(tenant.notes(token).body()).contains("Before the move", "After a failed move");
        assertThat(tenant.note(token, "After the move").status()).isEqualTo(201);
        assertThat(DeployTest.instances(tenant)).containsExactly("r3.api.0", "r3.mcp.0");
        assertThat(secrets(tenant)).isEqualTo(secrets);
        assertThat(logins(platform.cluster(), tenant)).isEmpty();
        assertThat(logins(second, tenant)).hasSize(2);
        assertLeftDatabaseIsRemoved(tenant);
        if (EVERYWHERE) {
            assertIsDestroyedThroughKills(tenant);
            assertThat(logins(second, tenant)).isEmpty();
        }
    }

    /// The tenant is served where it was when its programs do not start on the copy, and a cancelled move leaves none.
    private static void assertFailedMoveLeavesAllAsItWas(RunningTenant tenant, String token) {
        PlatformFolder folder = tenant.platform().folder();
        folder.breakProgram(PlatformFolder.RELEASE, "toolbridge-mcp");
        AskedOperation failed;
        try {
            failed = tenant.changed("migrate", "{\"cluster\":\"second\"}");
        } finally {
            folder.mendPrograms(PlatformFolder.RELEASE);
        }
        assertThat(failed.json().at("/problem/why").asText()).contains("the engine room is on fire");
        assertThat(placements(tenant)).contains("main present").doesNotContain("second present");
        Await.until(
                START_MAX,
                () -> tenant.note(token, "After a failed move").status() == 201,
                () -> "it does not serve: " + tenant.notes(token));

        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(placements(tenant)).containsExactly("main present");
        assertThat(DeployTest.instances(tenant)).containsExactly("r1.api.0", "r1.mcp.0");
    }

    private static void assertLeftDatabaseIsRemoved(RunningTenant tenant) {
        tenant.platform()
                .tables()
                .texts(
                        "UPDATE placement SET keep_until = now() - interval '1 day' WHERE keep_until IS NOT NULL AND"
                                + " tenant_ref::text = ? RETURNING cluster",
                        tenant.ref());
        tenant.platform().patch("/admin/tenants/" + tenant.ref(), "{\"name\":\"Moved\"}");
        Await.until(
                REMOVAL_MAX,
                () -> placements(tenant).equals(List.of("second present")),
                () -> "still there: " + placements(tenant) + "; newest operation: " + newest(tenant));
        assertThat(new ControlTables(tenant.platform().cluster().adminUrl())
                        .texts("SELECT datname FROM pg_database WHERE datname = ?", database(tenant)))
                .isEmpty();
    }

    private static void assertIsDestroyedThroughKills(RunningTenant tenant) {
        RunningPlatform platform = tenant.platform();
        assertThat(tenant.deleted().status()).isEqualTo("succeeded");
        LeavingTest.endRetention(platform, tenant.ref());
        Await.until(START_MAX, () -> newest(tenant).path("kind").asText().equals("destroy"), () -> newest(tenant)
                .toString());
        var destroying = new AskedOperation(platform, newest(tenant));
        DESTRUCTION_KILLS.forEach(destroying::killedAt);
        assertThat(destroying.ended().status()).isEqualTo("succeeded");
        LeavingTest.assertNothingIsLeft(tenant);
    }

    private static JsonNode newest(RunningTenant tenant) {
        return tenant.platform()
                .send("GET", "/admin/operations?tenant=" + tenant.ref())
                .at("/operations/0");
    }

    private static Reply move(RunningTenant tenant, String cluster) {
        return tenant.platform().post("/admin/tenants/" + tenant.ref() + "/migrate", "{\"cluster\":" + cluster + "}");
    }

    private static String secrets(RunningTenant tenant) {
        return tenant.platform()
                .tables()
                .texts(
                        "SELECT name || ' ' || version || ' ' || status FROM secret_version WHERE tenant_ref::text = ?"
                                + " ORDER BY 1",
                        tenant.ref())
                .toString();
    }

    private static List<String> placements(RunningTenant tenant) {
        return tenant.platform()
                .tables()
                .texts(
                        "SELECT cluster || ' ' || state FROM placement WHERE tenant_ref::text = ? ORDER BY 1",
                        tenant.ref());
    }

    private static List<String> logins(EmbeddedPostgres server, RunningTenant tenant) {
        return new ControlTables(server.adminUrl()).texts(LOGINS + " AND rolname LIKE ?", database(tenant) + "%");
    }

    private static String database(RunningTenant tenant) {
        return "tb_" + tenant.ref().replace("-", "");
    }
}
