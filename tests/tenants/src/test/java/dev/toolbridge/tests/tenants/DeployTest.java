package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.endtoend.Assistant;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Releases of a tenant, replaced while its users work.
@OnOnePlatform
class DeployTest {
    private static final String NEXT = "{\"release\":\"next\",\"bake\":1}";

    @Test
    void releasesAreReplacedWithoutAFailedRequest(RunningPlatform platform) {
        platform.folder().addRelease("next");
        platform.folder().addBrokenRelease("broken");
        RunningTenant tenant = platform.tenant("deployed-one");
        assertThat(rollback(tenant).status()).isEqualTo(409);
        try (var load = new UsersAtWork(tenant)) {
            load.await(201, 5);
            deployWhileAnAssistantWorks(tenant);
            assertThat(instances(tenant)).containsExactly("r2.api.0", "r2.mcp.0");
            load.await(201, 5);

            AskedOperation rolledBack = platform.ended(rollback(tenant));
            assertSucceeded(rolledBack);
            assertThat(platform.tables()
                            .texts(
                                    "SELECT number || ' ' || artefact || ' ' || status FROM tenant_release"
                                            + " WHERE tenant_ref::text = ? ORDER BY number",
                                    tenant.ref()))
                    .containsExactly("1 toolbridge replaced", "2 next replaced", "3 toolbridge running");
            load.await(201, 5);

            assertBrokenIsTakenBack(tenant, load);
            assertThat(load.statuses()).as(load::toString).containsExactly(201);
            new SourRelease(tenant, "r3").assertTakenBack(load);
            assertThat(load.statuses()).as(load::toString).containsExactlyInAnyOrder(201, 500);
            System.out.println("Deployed, rolled back and taken back under load: " + load);
        }
        new SourRelease(tenant, "r3")
                .assertStartsOnTheNewerSchema(tenant.apiToken(tenant.user("eve@deployed-one.example")));
        assertStrangeNamesAreRefused(tenant);
        assertThat(instances(tenant)).containsExactly("r3.api.0", "r3.mcp.0");
    }

    /// The session of an assistant stays with the release that drains, and so does one without a stream or a request.
    private static void deployWhileAnAssistantWorks(RunningTenant tenant) {
        AskedOperation deploying;
        String token = tenant.mcpToken(tenant.user("bob@deployed-one.example"));
        var quiet = new QuietSession(tenant, token);
        try (var assistant = Assistant.connect(
                Assistant.Transport.STREAMABLE_HTTP,
                tenant.server().address().toString(),
                tenant.mcpToken(tenant.user("ada@deployed-one.example")))) {
            assistant.call("list_notes", Map.of());
            deploying =
                    AskedOperation.of(tenant.platform(), deploy(tenant, NEXT)).begun("end_old");
            for (int call = 0; call < 5; call++) {
                assistant.call("list_notes", Map.of());
            }
            assertThat(instances(tenant)).contains("r1.mcp.0", "r2.mcp.0");
        }
        for (int look = 0; look < 6; look++) {
            assertThat(quiet.ping()).isEqualTo(200);
            Await.pause(Duration.ofMillis(500));
        }
        assertThat(quiet.end()).isEqualTo(204);
        assertSucceeded(deploying.ended());
        assertThat(quiet.ping()).isEqualTo(404);
    }

    private static void assertBrokenIsTakenBack(RunningTenant tenant, UsersAtWork load) {
        AskedOperation failed = tenant.changed("deploy", "{\"release\":\"broken\"}");
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.json().at("/problem/why").asText()).contains("the engine room is on fire");
        assertThat(tenant.status()).isEqualTo("active");
        load.await(201, 5);

        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(instances(tenant)).containsExactly("r3.api.0", "r3.mcp.0");
        assertThat(tenant.status()).isEqualTo("active");
        load.await(201, 5);
    }

    private static void assertStrangeNamesAreRefused(RunningTenant tenant) {
        for (String name :
                List.of("", ".", "..", "../next", "next/bin", "/etc", "%2e%2e", "a b", "a\\nb", "a\\u0000")) {
            assertThat(deploy(tenant, "{\"release\":\"" + name + "\"}").status())
                    .as(name)
                    .isEqualTo(400);
        }
        for (String name : List.of("nobody", "next.", "member-keys")) {
            AskedOperation refused = tenant.changed("deploy", "{\"release\":\"" + name + "\"}");
            assertThat(refused.status()).as(name).isEqualTo("failed");
            assertThat(refused.json().at("/problem/why").asText()).contains("no such folder");
        }
    }

    private static void assertSucceeded(AskedOperation operation) {
        assertThat(operation.status()).as(() -> operation.json().toString()).isEqualTo("succeeded");
    }

    private static Reply deploy(RunningTenant tenant, String body) {
        return tenant.platform().post("/admin/tenants/" + tenant.ref() + "/deploy", body);
    }

    private static Reply rollback(RunningTenant tenant) {
        return tenant.platform().post("/admin/tenants/" + tenant.ref() + "/rollback", "{\"reason\":\"a trial\"}");
    }

    /// The programs of the tenant, by release, process and number.
    static List<String> instances(RunningTenant tenant) {
        return tenant.platform().folder().instances(tenant.ref()).stream()
                .map(name -> name.replace(tenant.ref() + ".toolbridge.", ""))
                .toList();
    }
}
