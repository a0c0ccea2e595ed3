package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A release with a newer schema that fails after the switch, deployed while users work.
record SourRelease(RunningTenant tenant, String running) {
    private static final int ENOUGH_TO_JUDGE = 50;
    private static final Duration BACK_MAX = Duration.ofMinutes(3);

    /// The release before has the requests again after few of them have failed.
    void assertTakenBack(UsersAtWork load) {
        var releases = new FailingReleases(tenant.platform().folder());
        releases.addMigration(releases.addSour("sour"));
        List<String> before = releases();
        load.await(201, ENOUGH_TO_JUDGE);

        AskedOperation failed = tenant.changed("deploy", "{\"release\":\"sour\",\"bake\":120}");
        int harmed = load.count(500);
        load.await(201, 20);

        assertThat(harmed).as(failed.json()::toString).isBetween(ENOUGH_TO_JUDGE, 4 * ENOUGH_TO_JUDGE);
        assertThat(load.count(500)).as("after the end").isEqualTo(harmed);
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.state("bake")).isEqualTo("failed");
        // The router's counts of requests and of failures are not those of one instant.
        assertThat(failed.json().at("/problem/why").asText())
                .matches("(?:100|9\\d)\\.\\d % of \\d+ requests to the program api failed; in the release before it"
                        + " was 0.0 % of \\d+: the release before has the requests again");
        assertThat(tenant.status()).isEqualTo("active");
        assertThat(DeployTest.instances(tenant)).containsExactly(running + ".api.0", running + ".mcp.0");
        assertThat(failed.then("retry").ended().status()).as("again").isEqualTo("failed");
        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(releases()).containsSubsequence(before).last().asString().endsWith(" sour failed");
    }

    /// The release before serves the newer schema, and starts on it.
    void assertStartsOnTheNewerSchema(String token) {
        PlatformFolder folder = tenant.platform().folder();
        var database = "tb_" + tenant.ref().replace("-", "");
        assertThat(new ControlTables(tenant.platform().cluster().adminUrl().named(database))
                        .texts("SELECT max(version) FROM schema_served"))
                .containsExactly(Integer.toString(NewerMigrate.VERSION));
        String api = tenant.ref() + ".toolbridge." + running + ".api.0";
        List<ProcessHandle> killed = folder.processes(api);
        killed.forEach(ProcessHandle::destroyForcibly);
        Instant begun = Instant.now();
        Await.until(BACK_MAX, () -> isServed(token), () -> "the old release does not start");
        System.out.println("On the newer schema after " + Duration.between(begun, Instant.now()));
        assertThat(folder.processes(api)).isNotEmpty().doesNotContainAnyElementsOf(killed);
    }

    private boolean isServed(String token) {
        try {
            return tenant.notes(token).status() == 200;
        } catch (UncheckedIOException cut) {
            return false;
        }
    }

    private List<String> releases() {
        return tenant.platform()
                .tables()
                .texts(
                        "SELECT number || ' ' || artefact || ' ' || status FROM tenant_release"
                                + " WHERE tenant_ref::text = ? ORDER BY number",
                        tenant.ref());
    }
}
