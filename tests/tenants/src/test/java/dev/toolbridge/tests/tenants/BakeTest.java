package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A release that fails after the switch, with a newer schema: the one before has the requests again, and still starts.
@ExtendWith(OnePlatform.class)
class BakeTest {
    private static final int ENOUGH_TO_JUDGE = 50;
    private static final Duration BACK_MAX = Duration.ofSeconds(30);

    @Test
    void aReleaseThatFailsAfterTheSwitchIsTakenBackUnderLoad(RunningPlatform platform) {
        var releases = new FailingReleases(platform.folder());
        releases.addMigration(releases.addSour("sour"));
        RunningTenant tenant = platform.tenant("baked-one");
        String token = tenant.apiToken(tenant.user("ada@baked-one.example"));
        try (var load = new UsersAtWork(tenant)) {
            load.await(201, 60);
            AskedOperation failed = tenant.changed("deploy", "{\"release\":\"sour\",\"bake\":120}");
            int harmed = load.count(500);
            load.await(201, 20);

            System.out.println("Taken back under load: " + load);
            assertThat(harmed).as(failed.json()::toString).isBetween(ENOUGH_TO_JUDGE, 4 * ENOUGH_TO_JUDGE);
            assertThat(load.count(500)).as("after the end").isEqualTo(harmed);
            assertThat(load.statuses()).as(load::toString).containsExactlyInAnyOrder(201, 500);
            assertTakenBack(tenant, failed);
        }
        assertOldReleaseStartsOnTheNewerSchema(tenant, token);
    }

    private static void assertTakenBack(RunningTenant tenant, AskedOperation failed) {
        assertThat(failed.status()).as(() -> failed.json().toString()).isEqualTo("failed");
        assertThat(failed.state("bake")).isEqualTo("failed");
        assertThat(failed.json().at("/problem/why").asText())
                .matches("100.0 % of \\d+ requests to the program api failed; in the release before it was 0.0 % of"
                        + " \\d+: the release before has the requests again");
        assertThat(tenant.status()).isEqualTo("active");
        assertThat(DeployTest.instances(tenant)).containsExactly("r1.api.0", "r1.mcp.0");
        assertThat(releases(tenant)).containsExactly("1 toolbridge running", "2 sour failed");
        assertThat(failed.then("retry").ended().status()).isEqualTo("failed");
        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(releases(tenant)).containsExactly("1 toolbridge running", "2 sour failed");
    }

    private static void assertOldReleaseStartsOnTheNewerSchema(RunningTenant tenant, String token) {
        PlatformFolder folder = tenant.platform().folder();
        assertThat(new ControlTables(tenant.platform().cluster().adminUrl().named(database(tenant)))
                        .texts("SELECT max(version) FROM schema_served"))
                .containsExactly(Integer.toString(NewerMigrate.VERSION));
        List<ProcessHandle> killed = folder.processes(tenant.ref() + ".toolbridge.r1.api.0");
        killed.forEach(ProcessHandle::destroyForcibly);
        Instant begun = Instant.now();
        Await.until(BACK_MAX, () -> tenant.notes(token).status() == 200, () -> "the old release does not start");
        System.out.println("On the newer schema after " + Duration.between(begun, Instant.now()));
        assertThat(folder.processes(tenant.ref() + ".toolbridge.r1.api.0"))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(killed);
    }

    private static String database(RunningTenant tenant) {
        return "tb_" + tenant.ref().replace("-", "");
    }

    private static List<String> releases(RunningTenant tenant) {
        return tenant.platform()
                .tables()
                .texts(
                        "SELECT number || ' ' || artefact || ' ' || status FROM tenant_release"
                                + " WHERE tenant_ref::text = ? ORDER BY number",
                        tenant.ref());
    }
}
