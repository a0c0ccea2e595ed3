package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The programs of a platform are killed, and those that it needs fail. `-Dtoolbridge.kill.steps=organization,invite,…`
/// names the steps at which the control plane is killed; `toolbridge.kill.deploy` and `toolbridge.kill.offboard` those
/// of a deployment and of the end.
class FaultsTest {
    private static final Duration BACK_MAX = Duration.ofSeconds(60);

    /// Three programs in turn have to start.
    private static final Duration MOVED_MAX = Duration.ofMinutes(3);
    private static final List<String> STEPS = steps("toolbridge.kill.steps", "api");
    private static final List<String> DEPLOY_STEPS = steps("toolbridge.kill.deploy", "");
    private static final List<String> OFFBOARD_STEPS = steps("toolbridge.kill.offboard", "stop");

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

        assertComesBack("supervisord", tenant, () -> platform.folder().supervisord());
        assertComesBack("the router", tenant, () -> platform.folder().router());
        assertComesBack("the API", tenant, () -> process(tenant, "api"));
        assertComesBack("the sidecar", tenant, () -> process(tenant, "mcp"));
        assertComesBackAtAnotherPort(tenant);
        assertThereIsOne(tenant);

        AskedOperation cancelled = AskedOperation.of(
                        platform, platform.send("DELETE", "/admin/tenants/killed-one?confirm=killed-one"))
                .begun("stop")
                .then("cancel")
                .ended();
        assertThat(cancelled.status()).as(() -> cancelled.json().toString()).isEqualTo("cancelled");
        assertThat(tenant.status()).isEqualTo("active");
        Await.until(BACK_MAX, () -> serves(tenant), () -> "it does not serve: " + tenant.initialize("none"));
        assertThereIsOne(tenant);
        if (!DEPLOY_STEPS.isEmpty()) {
            assertDeploysThroughKills(tenant);
        }

        AskedOperation left =
                AskedOperation.of(platform, platform.send("DELETE", "/admin/tenants/killed-one?confirm=killed-one"));
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
        assertThat(serves(tenant)).isTrue();
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

    private static void assertClosedWithoutTheProvider(RunningTenant tenant) {
        String admin = tenant.adminToken("admin@faulty.example");
        Call question = Call.of("GET", "/admin/tenants/" + tenant.ref()).with("Authorization", "Bearer " + admin);
        platform.provider().fault("memberships", "down", Duration.ZERO);
        Reply refused = platform.server().send(question);
        platform.provider().heal();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(platform.server().send(question).status()).isEqualTo(200);
    }

    private static void assertComesBack(String what, RunningTenant tenant, Supplier<Optional<ProcessHandle>> process) {
        ProcessHandle killed = process.get().orElseThrow();
        Instant begun = Instant.now();
        killed.destroyForcibly();
        Await.until(
                BACK_MAX,
                () -> process.get().filter(next -> next.pid() != killed.pid()).isPresent() && serves(tenant),
                () -> what + " is not back");
        System.out.println(what + " was back after "
                + Duration.between(begun, Instant.now()).toMillis() + " ms");
        assertThat(platform.folder().ports()).doesNotHaveDuplicates();
    }

    /// Another program takes the port of the API while supervisord is down.
    private static void assertComesBackAtAnotherPort(RunningTenant tenant) {
        String api = tenant.ref() + ".toolbridge.r1.api.0";
        int port = platform.folder().port(api);
        platform.folder().supervisord().orElseThrow().destroyForcibly();
        Instant begun = Instant.now();
        try (var stranger = taken(port)) {
            Await.until(
                    MOVED_MAX,
                    () -> platform.folder().port(api) != port && serves(tenant),
                    () -> "the API is not back at another port: "
                            + platform.send("GET", "/admin/operations?tenant=" + tenant.ref()));
            System.out.println("the API was back at another port after "
                    + Duration.between(begun, Instant.now()).toMillis() + " ms");
            assertThat(stranger.isBound()).isTrue();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The port as soon as it is free.
    private static ServerSocket taken(int port) throws IOException {
        var socket = new ServerSocket();
        Await.until(BACK_MAX, () -> isBound(socket, port), () -> "the port is not free");
        return socket;
    }

    private static boolean isBound(ServerSocket socket, int port) {
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }

    /// Tells if both programs answer through the router.
    private static boolean serves(RunningTenant tenant) {
        try {
            return tenant.server().send(Call.of("GET", "/v1/notes")).status() == 401
                    && tenant.initialize("none").status() == 401;
        } catch (UncheckedIOException away) {
            return false;
        }
    }

    private static Optional<ProcessHandle> process(RunningTenant tenant, String program) {
        return platform.folder().processes(tenant.ref() + ".toolbridge.r1." + program + ".0").stream()
                .findFirst();
    }

    private static void assertThereIsOne(RunningTenant tenant) {
        assertThereIsOne(tenant, "r1");
        assertThat(process(tenant, "api")).isPresent();
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
