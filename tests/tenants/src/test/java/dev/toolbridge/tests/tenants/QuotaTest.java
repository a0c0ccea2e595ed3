package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The quotas of a tenant change while its programs run, and its usage is shown.
@OnOneTenant
class QuotaTest {
    private static final Duration SOON = Duration.ofMinutes(1);

    @Test
    void quotasHoldAtOnceAndUsageIsRead(RunningPlatform platform, RunningTenant tenant) {
        String token = tenant.apiToken(tenant.user("ada@limited-one.example"));
        assertThat(tenant.note(token, "One").status()).isEqualTo(201);
        assertThat(tenant.note(token, "Two").header("X-Quota-Items-Limit")).hasValue("10000");
        var processes = platform.folder().processes(tenant.ref());

        assertThat(limit(platform, tenant, 2).status()).isEqualTo(200);

        Await.until(SOON, () -> tenant.note(token, "More").status() == 413, () -> "the quota does not hold");
        Reply refused = tenant.note(token, "More");
        assertThat(refused.at("/code").asText()).isEqualTo("quota_exceeded");
        assertThat(refused.at("/limit").asLong()).isEqualTo(2);
        makeReadingDue(platform, tenant);
        assertThat(limit(platform, tenant, 10_000).status()).isEqualTo(200);
        Await.until(SOON, () -> tenant.note(token, "More").status() == 201, () -> "the quota still holds");
        assertThat(platform.folder().processes(tenant.ref())).isEqualTo(processes);

        String usage = "/admin/tenants/" + tenant.ref() + "/usage?by=hour";
        Await.until(
                SOON,
                () -> platform.send("GET", usage).at("/usage/0/requests").asLong() > 1,
                () -> "no usage: " + platform.send("GET", usage));
        String admin = tenant.adminToken("admin@limited-one.example");
        Reply shown = platform.server().send(Call.of("GET", usage).with("Authorization", "Bearer " + admin));
        assertThat(shown.at("/usage/0/people").asLong()).isPositive();
        assertThat(shown.at("/usage/0/p95_ms").isNumber()).isTrue();
        assertThat(shown.at("/quotas/items").asLong()).isEqualTo(10_000);
    }

    /// The usage is read at the next look, which a change brings about, and not minutes later.
    private static void makeReadingDue(RunningPlatform platform, RunningTenant tenant) {
        platform.tables()
                .texts(
                        "UPDATE usage_reading SET read_at = read_at - interval '6 min' WHERE tenant_ref::text = ?"
                                + " RETURNING instance",
                        tenant.ref());
    }

    private static Reply limit(RunningPlatform platform, RunningTenant tenant, int items) {
        String path = "/admin/tenants/" + tenant.ref();
        String version = platform.send("GET", path).header("ETag").orElseThrow();
        return platform.patch(path, "{\"quotas\":{\"items\":" + items + "}}", "If-Match", version);
    }
}
