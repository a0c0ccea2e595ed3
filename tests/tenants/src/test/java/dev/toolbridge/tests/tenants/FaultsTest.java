package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.process.Times;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The programs of a platform are killed, and those that it needs fail. `-Dtoolbridge.kill.steps=organization,invite,…`
/// names the steps at which the control plane is killed; `toolbridge.kill.deploy` and `toolbridge.kill.offboard` those
/// of a deployment and of the end.
class FaultsTest {
    /// The starts of a tenant's programs that take as long as the return of all, on a machine that is busy.
    private static final int STARTS_MAX = 6;

    private static final List<String> STEPS = steps("toolbridge.kill.steps", "api");
    private static final List<String> DEPLOY_STEPS = steps("toolbridge.kill.deploy", "");
    private static final List<String> OFFBOARD_STEPS = steps("toolbridge.kill.offboard", "export");

    private static RunningPlatform platform;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.open();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void provisioningGoesOnAfterEachKill() {
        AskedOperation made =
                AskedOperation.of(platform, platform.order("killed-one", ",\"admins\":[\"boss@killed.example\"]"));
        for (String step : STEPS) {
            made.killedAt(step);
        }
        assertSucceeded(made.ended());
        RunningTenant tenant = RunningTenant.of(platform, "killed-one");
        assertThereIsOne(tenant);

        var recovery = new Recovery(platform, tenant);
        recovery.assertComesBack("the router", () -> platform.folder().router());
        Duration api = recovery.assertComesBack("the API", () -> recovery.process("api"));
        Duration sidecar = recovery.assertComesBack("the sidecar", () -> recovery.process("mcp"));
        Duration all =
                recovery.assertComesBack("supervisord", () -> platform.folder().supervisord());
        assertThat(all)
                .isLessThan(Times.longer(Recovery.WANTED, api.plus(sidecar).multipliedBy(STARTS_MAX)));
        recovery.assertComesBackAtAnotherPort();
        assertThereIsOne(tenant);

        AskedOperation cancelled = tenant.leaving().begun("stop").then("cancel").ended();
        assertThat(cancelled.status()).as(() -> cancelled.json().toString()).isEqualTo("cancelled");
        assertThat(tenant.status()).isEqualTo("active");
        Await.until(Recovery.BACK_MAX, recovery::serves, () -> "it does not serve: " + tenant.initialize("none"));
        assertThereIsOne(tenant);
        if (!DEPLOY_STEPS.isEmpty()) {
            assertDeploysThroughKills(tenant);
        }

        AskedOperation left = tenant.leaving();
        OFFBOARD_STEPS.forEach(left::killedAt);
        assertSucceeded(left.ended());
        assertThat(tenant.status()).isEqualTo("retained");
        assertThat(platform.folder().processes(tenant.ref())).isEmpty();
    }

    private static void assertDeploysThroughKills(RunningTenant tenant) {
        platform.folder().addRelease("next");
        AskedOperation deploying = AskedOperation.of(
                platform,
                platform.post("/admin/tenants/" + tenant.ref() + "/deploy", "{\"release\":\"next\",\"bake\":3}"));
        DEPLOY_STEPS.forEach(deploying::killedAt);
        assertSucceeded(deploying.ended());
        assertThat(new Recovery(platform, tenant).serves()).isTrue();
        assertThereIsOne(tenant, "r2");
    }

    @Test
    void provisioningSurvivesTheFaultsOfOthers() {
        fault("organizations", "down");
        fault("organization-changes", "lost");
        fault("invitations", "slow");
        fault("invitation-changes", "rate-limited");
        AskedOperation made =
                AskedOperation.of(platform, platform.order("faulty-one", ",\"admins\":[\"boss@faulty.example\"]"));
        made.begun("database");
        platform.restartCluster();

        assertSucceeded(made.ended());

        RunningTenant tenant = RunningTenant.of(platform, "faulty-one");
        assertThereIsOne(tenant);
        Reply invitations = provider("/user_management/invitations?organization_id=" + tenant.organization());
        assertThat(invitations.at("/data")).as(invitations::toString).hasSize(1);
        assertClosedWithoutTheProvider(tenant);
    }

    @Test
    void aTenantAtFlyIsMadeOnceThoughTheControlPlaneDiesAfterACall() {
        platform.fly().script().afterwards("machine.create", () -> platform.program()
                .kill());
        AskedOperation made = AskedOperation.of(platform, platform.order("killed-far", FlyTenant.ON_FLY));
        Await.until(
                Recovery.BACK_MAX,
                () -> !platform.program().isAlive(),
                () -> "it lives: " + made.now().json());
        platform.start();

        assertSucceeded(made.ended());

        FlyTenant tenant = FlyTenant.of(platform, "killed-far");
        assertThat(platform.fly().apps()).containsExactly(tenant.app());
        assertThat(tenant.machines()).containsExactly("container-r1-0 started in");
        assertThat(platform.fly().machinesEver()).isEqualTo(1);
        assertThat(platform.fly().addresses(tenant.app())).isEqualTo(2);
    }

    @Test
    void aProvisionThatCannotGoOnLeavesNothingWhenCancelled() {
        platform.folder().breakProgram(PlatformFolder.RELEASE, "toolbridge-mcp");
        AskedOperation failed;
        try {
            failed = platform.ended(platform.order("broken-one", ""));
        } finally {
            platform.folder().mendPrograms(PlatformFolder.RELEASE);
        }
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.json().at("/problem/why").asText()).contains("the engine room is on fire");
        RunningTenant tenant = RunningTenant.of(platform, "broken-one");

        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");

        LeavingTest.assertNothingIsLeft(tenant);
        assertThat(LeavingTest.organization(platform, tenant.organization()).status())
                .isEqualTo(404);
    }

    /// Without the copy of its records a tenant stays unknown, and its programs go on; with it, the tenant is adopted.
    @Test
    void aControlPlaneRestoredFromABackupAdoptsWhatIsNewer() throws IOException {
        String yesterday = platform.copyControl();
        RunningTenant tenant = platform.tenant("today-one");
        String token = tenant.apiToken(tenant.user("ada@today-one.example"));
        assertThat(tenant.note(token, "Kept").status()).isEqualTo(201);
        Path records = platform.folder().records(tenant.ref());
        String path = "/admin/tenants/" + tenant.ref();
        platform.patch(path, "{\"name\":\"Today\"}", "If-Match", etag(path));
        Await.until(Recovery.BACK_MAX, () -> isWritten(records, "Today"), () -> "no copy of the records");
        Path aside = Files.move(records, records.resolveSibling("aside"));
        var processes = platform.folder().processes(tenant.ref());

        platform.restoreControl(yesterday);
        assertThat(platform.send("GET", path).status()).isEqualTo(404);
        assertThat(platform.send("GET", "/admin/audit").body()).contains("tenant.unknown", tenant.ref());
        assertThat(platform.folder().processes(tenant.ref())).isEqualTo(processes);

        Files.move(aside, records);
        platform.restoreControl(yesterday);
        Await.until(Recovery.BACK_MAX, new Recovery(platform, tenant)::serves, () -> "it is not reached");
        assertThat(tenant.status()).isEqualTo("active");
        assertThat(platform.send("GET", path).at("/name").asText()).isEqualTo("Today");
        assertThat(tenant.notes(token).body()).contains("Kept");
        assertThat(platform.folder().processes(tenant.ref())).isEqualTo(processes);
        assertThat(tenant.changed("suspend", "").status()).isEqualTo("succeeded");
        assertThat(tenant.changed("resume", "").status()).isEqualTo("succeeded");
        assertThereIsOne(tenant);
    }

    private static String etag(String path) {
        return platform.send("GET", path).header("ETag").orElseThrow();
    }

    private static boolean isWritten(Path file, String text) {
        try {
            return Files.exists(file) && Files.readString(file).contains(text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void assertClosedWithoutTheProvider(RunningTenant tenant) {
        String admin = tenant.adminToken("admin@faulty.example");
        Call question = Call.of("GET", "/admin/tenants/" + tenant.ref()).with("Authorization", "Bearer " + admin);
        platform.provider().fault("memberships", "down", Duration.ZERO);
        Reply refused = platform.server().send(question);
        platform.provider().heal();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(platform.server().send(question).status()).isEqualTo(200);
    }

    private static void assertThereIsOne(RunningTenant tenant) {
        assertThereIsOne(tenant, "r1");
        assertThat(new Recovery(platform, tenant).process("api")).isPresent();
    }

    private static void assertThereIsOne(RunningTenant tenant, String release) {
        assertThat(DeployTest.instances(tenant)).containsExactly(release + ".api.0", release + ".mcp.0");
        assertThat(platform.tables().texts("SELECT host FROM route WHERE tenant_ref::text = ?", tenant.ref()))
                .hasSize(1);
        assertThat(platform.tables()
                        .texts(
                                "SELECT server.address::text FROM route_server AS server JOIN route_backend AS backend"
                                        + " ON backend.number = server.backend WHERE tenant_ref::text = ?",
                                tenant.ref()))
                .hasSize(2);
        assertThat(new ControlTables(platform.cluster().adminUrl())
                        .texts(
                                "SELECT datname FROM pg_database WHERE datname LIKE ?",
                                "tb_" + tenant.ref().replace("-", "") + "%"))
                .hasSize(1);
        assertThat(provider("/organizations?limit=100").at("/data"))
                .filteredOn(organization ->
                        organization.path("external_id").asText().equals(tenant.ref()))
                .hasSize(1);
    }

    private static void assertSucceeded(AskedOperation operation) {
        assertThat(operation.status()).as(() -> operation.json().toString()).isEqualTo("succeeded");
    }

    private static List<String> steps(String property, String usual) {
        return Stream.of(System.getProperty(property, usual).split(",", -1))
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /// The next request meets the fault.
    private static void fault(String surface, String fault) {
        platform.provider().control("PUT", "/faults/" + surface, "{\"fault\":\"" + fault + "\",\"times\":1}");
    }

    private static Reply provider(String path) {
        return platform.provider()
                .server()
                .send(Call.of("GET", path).with("Authorization", "Bearer " + RunningProvider.API_KEY));
    }
}
