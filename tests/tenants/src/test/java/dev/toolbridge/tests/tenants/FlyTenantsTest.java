package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.endtoend.Assistant;
import dev.toolbridge.tests.fly.FlyAnswering;
import dev.toolbridge.tests.fly.FlyFault;
import dev.toolbridge.tests.fly.FlyProcess;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Tenants at a fake of Fly: `-Dtoolbridge.fly.tenants=10` orders ten of them at the same instant. Their machines
/// answer
/// the trial and keep nothing; those of one run the real programs.
@OnOnePlatform
class FlyTenantsTest {
    private static final int TENANTS = Integer.getInteger("toolbridge.fly.tenants", 2);
    private static final int MCP_PORT = 8443;
    private static final Duration FOUND_MAX = Duration.ofMinutes(3);
    private static final String FIRST = "container-r1-0 started in";

    @Test
    void manyAtOnceHaveOneMachineEach(RunningPlatform platform) {
        Instant begun = Instant.now();
        List<Reply> orders = IntStream.range(0, TENANTS)
                .mapToObj(number -> platform.order("fly-" + number, FlyTenant.ON_FLY))
                .toList();
        orders.forEach(order -> assertSucceeded(platform.ended(order)));
        System.out.println(TENANTS + " tenants at Fly at once took "
                + Duration.between(begun, Instant.now()).toMillis() + " ms; calls: "
                + platform.fly().calls());

        for (int number = 0; number < TENANTS; number++) {
            FlyTenant tenant = FlyTenant.of(platform, "fly-" + number);
            assertThat(tenant.machines()).containsExactly(FIRST);
            assertThat(platform.fly().addresses(tenant.app())).isEqualTo(2);
            assertThat(platform.fly().secrets(tenant.app())).isNotEmpty();
        }
        assertLives(FlyTenant.of(platform, "fly-0"));
    }

    /// Suspended, resumed, given another release, and taken away.
    private static void assertLives(FlyTenant tenant) {
        RunningPlatform platform = tenant.platform();
        assertFound(tenant, "Fly's proxy reaches its machine.");
        assertThat(platform.post("/admin/tenants/" + tenant.ref() + "/domains", "{\"name\":\"fly.acme.example\"}")
                        .body())
                .contains("invalid_value", "domains do not lead to tenants that run at fly");
        int secrets = platform.fly().secrets(tenant.app()).size();
        assertSucceeded(tenant.changed("suspend", ""));
        assertThat(tenant.machines()).containsExactly("container-r1-0 stopped");
        assertThat(tenant.notes("none").status()).isEqualTo(503);
        assertSucceeded(tenant.changed("resume", ""));
        assertThat(tenant.machines()).containsExactly(FIRST);

        assertQuotasReach(tenant);
        String next = platform.folder().addRelease("fly-next");
        AskedOperation failed = tenant.changed("deploy", "{\"release\":\"" + next + "\",\"bake\":1}");
        assertThat(failed.json().at("/problem/why").asText()).contains("MANIFEST_UNKNOWN");
        assertThat(tenant.machines()).containsExactly("container-r2-0 started in");
        platform.fly().image(PlatformSettings.IMAGE + ":" + next, new FlyAnswering());
        assertSucceeded(failed.then("retry").ended());
        assertThat(tenant.machines()).containsExactly("container-r3-0 started in");
        assertThat(platform.fly().secrets(tenant.app())).hasSize(secrets);

        assertSucceeded(platform.ended(
                platform.send("DELETE", "/admin/tenants/" + tenant.ref() + "?confirm=" + tenant.slug())));
        assertThat(tenant.machines()).isEmpty();
        LeavingTest.destroy(platform, tenant.ref());
        assertThat(tenant.isGone()).isTrue();
    }

    private static String status(FlyTenant tenant) {
        return tenant.platform()
                .send("GET", "/admin/tenants/" + tenant.ref())
                .at("/status")
                .asText();
    }

    /// A machine is replaced by one with the new limits.
    private static void assertQuotasReach(FlyTenant tenant) {
        RunningPlatform platform = tenant.platform();
        var before = platform.fly().secrets(tenant.app());
        platform.patch("/admin/tenants/" + tenant.ref(), "{\"quotas\":{\"items\":7}}");
        Await.until(
                FOUND_MAX, () -> tenant.machines().equals(List.of("container-r2-0 started in")), () -> tenant.machines()
                        .toString());
        Await.until(FOUND_MAX, () -> status(tenant).equals("active"), () -> status(tenant));
        assertThat(platform.fly().secrets(tenant.app())).hasSameSizeAs(before).isNotEqualTo(before);
    }

    /// Waits until the reconciler has found this.
    private static void assertFound(FlyTenant tenant, String message) {
        tenant.platform()
                .tables()
                .texts(
                        "UPDATE reconciliation SET next_at = now() WHERE tenant_ref::text = ? RETURNING ''",
                        tenant.ref());
        String path = "/admin/tenants/" + tenant.ref();
        Await.until(
                FOUND_MAX,
                () -> tenant.platform().send("GET", path).body().contains(message),
                () -> tenant.platform().send("GET", path).body());
    }

    @Test
    void aProvisionWithoutRoomSaysSoAndLeavesNothingWhenCancelled(RunningPlatform platform) {
        platform.fly().script().fail("machine.create", FlyFault.NO_CAPACITY, 1);

        AskedOperation failed = platform.ended(platform.order("fly-full", FlyTenant.ON_FLY));

        assertThat(failed.json().at("/problem/why").asText()).contains("no room", "fra", "no other region is tried");
        FlyTenant tenant = FlyTenant.of(platform, "fly-full");
        assertThat(tenant.machines()).isEmpty();
        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(tenant.isGone()).isTrue();
    }

    @Test
    void theRealProgramsServeInAMachine(RunningPlatform platform) {
        String image = PlatformSettings.IMAGE + ":" + PlatformFolder.RELEASE;
        platform.fly().image(image, real(platform));
        try {
            assertSucceeded(platform.ended(platform.order("fly-real", FlyTenant.ON_FLY)));
        } finally {
            platform.fly().image(image, new FlyAnswering());
        }
        FlyTenant tenant = FlyTenant.of(platform, "fly-real");
        assertThat(tenant.machines()).containsExactly(FIRST);
        String user = tenant.user("ada@fly-real.example");
        String token = tenant.token(user, tenant.api() + "/v1");
        assertThat(new Server(tenant.api())
                        .send(Call.of("POST", "/v1/notes")
                                .with("Authorization", "Bearer " + token)
                                .json("{\"title\":\"From afar\"}"))
                        .status())
                .isEqualTo(201);
        try (var assistant = Assistant.connect(
                Assistant.Transport.STREAMABLE_HTTP,
                platform.fly().ownDoor(tenant.app(), MCP_PORT).toString(),
                tenant.token(user, tenant.mcp() + "/mcp"))) {
            assertThat(assistant.call("list_notes", Map.of()).toString()).contains("From afar");
        }
    }

    /// The image of the release, with the supervisor that an image has.
    private static FlyProcess real(RunningPlatform platform) {
        var environment = new HashMap<>(DebianTool.required("supervisord", "supervisor")
                .in(platform.folder().root())
                .environment());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return new FlyProcess(platform.folder().releases().resolve(PlatformFolder.RELEASE), environment);
    }

    private static void assertSucceeded(AskedOperation operation) {
        assertThat(operation.status()).as(() -> operation.json().toString()).isEqualTo("succeeded");
    }
}
