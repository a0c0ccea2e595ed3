package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Tenants that leave, come back, and are destroyed.
@OnOnePlatform
class LeavingTest {
    private static final Duration DESTROYED_MAX = Duration.ofMinutes(3);
    private static final String OURS_BEFORE = "org_before";

    @Test
    void aTenantComesBackWithItsDataUntilItIsDestroyed(RunningPlatform platform) {
        RunningTenant tenant = platform.tenant("leaving-one");
        String user = tenant.user("ada@leaving-one.example");
        assertThat(tenant.note(tenant.apiToken(user), "Kept").status()).isEqualTo(201);

        assertExportedWhileItWorks(tenant);
        assertRetained(tenant, user);
        assertThat(platform.patch("/admin/tenants/" + tenant.ref(), "{\"quotas\":{\"items\":1}}")
                        .status())
                .isEqualTo(200);
        AskedOperation restored = tenant.changed("restore", "");
        assertThat(restored.status()).as(() -> restored.json().toString()).isEqualTo("succeeded");
        assertThat(tenant.notes(tenant.apiToken(user)).body()).contains("Kept");
        assertThat(tenant.status()).isEqualTo("active");

        assertRetained(tenant, user);
        assertExported(tenant);
        assertHeld(tenant);
        destroy(tenant);
        assertNothingIsLeft(tenant);
        assertCertified(tenant);
        assertThat(organization(platform, tenant.organization()).status()).isEqualTo(404);
        assertThat(platform.order(tenant.slug(), "").status()).isEqualTo(409);
    }

    private static void assertExportedWhileItWorks(RunningTenant tenant) {
        AskedOperation exported = tenant.changed("export", "");
        assertThat(exported.status()).as(() -> exported.json().toString()).isEqualTo("succeeded");
        assertThat(exported.json().at("/steps/0/result/folder").asText()).contains(exported.id());
        assertThat(tenant.status()).isEqualTo("active");
    }

    /// That one and each of the two endings have made an export with the one note.
    private static void assertExported(RunningTenant tenant) {
        JsonNode exports = about(tenant, "/exports").at("/exports");
        assertThat(exports).hasSize(3).allSatisfy(export -> {
            assertThat(export.path("items").asInt()).isEqualTo(1);
            Path folder = tenant.platform()
                    .folder()
                    .exports()
                    .resolve(export.path("folder").asText());
            assertThat(folder.resolve("items.jsonl.gz")).isRegularFile();
            assertThat(folder.resolve("backup/manifest.json")).isRegularFile();
        });
    }

    /// A tenant that is held outlives its time.
    private static void assertHeld(RunningTenant tenant) {
        assertThat(hold(tenant, "{\"hold\":true}").status()).isEqualTo(400);
        assertThat(hold(tenant, "{\"hold\":true,\"hold_reason\":\"a dispute\"}").status())
                .isEqualTo(200);
        assertThat(about(tenant, "").at("/hold/reason").asText()).isEqualTo("a dispute");
        ControlTables tables = tenant.platform().tables();
        endRetention(tenant.platform(), tenant.ref());
        Await.until(
                DESTROYED_MAX,
                () -> tables.texts(
                                "SELECT tenant_ref::text FROM reconciliation WHERE tenant_ref::text = ?"
                                        + " AND next_at > now() + interval '10 s'",
                                tenant.ref())
                        .contains(tenant.ref()),
                () -> "the reconciler does not look at it");
        assertThat(tenant.status()).isEqualTo("retained");
        assertThat(hold(tenant, "{\"hold\":false,\"hold_reason\":\"settled\"}").status())
                .isEqualTo(200);
        assertThat(about(tenant, "/audit").body()).contains("tenant.held", "tenant.hold_ended", "settled");
    }

    private static Reply hold(RunningTenant tenant, String body) {
        return tenant.platform().patch("/admin/tenants/" + tenant.ref(), body);
    }

    private static void assertCertified(RunningTenant tenant) {
        Reply certificate = about(tenant, "/certificate");
        assertThat(certificate.at("/certificate/tenant/slug").asText()).isEqualTo(tenant.slug());
        assertThat(certificate.at("/certificate/destroyed/exports")).hasSize(3);
        assertThat(certificate.at("/certificate/destroyed/database_bytes").asLong())
                .isPositive();
        assertThat(Jws.isSigned(certificate.at("/signed").asText())).isTrue();
        assertThat(tenant.platform().folder().exports().resolve(tenant.ref())).doesNotExist();
    }

    private static Reply about(RunningTenant tenant, String part) {
        return tenant.platform().send("GET", "/admin/tenants/" + tenant.ref() + part);
    }

    @Test
    void anOrganisationThatWasThereStays(RunningPlatform platform) {
        platform.provider().join(platform.provider().member("boss@before.example"), OURS_BEFORE, "admin");
        AskedOperation made = platform.ended(platform.order("leaving-two", ",\"id\":\"" + OURS_BEFORE + "\""));
        assertThat(made.status()).isEqualTo("succeeded");
        RunningTenant tenant = RunningTenant.of(platform, "leaving-two");
        assertThat(tenant.organization()).isEqualTo(OURS_BEFORE);

        assertThat(tenant.deleted().status()).isEqualTo("succeeded");
        destroy(tenant);

        assertNothingIsLeft(tenant);
        assertThat(organization(platform, OURS_BEFORE).status()).isEqualTo(200);
    }

    @Test
    void aFailedProvisionIsCancelledAndItsNameIsFree(RunningPlatform platform) {
        AskedOperation failed = platform.ended(platform.order("leaving-three", ",\"id\":\"org_nobody\""));
        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.json().at("/problem/why").asText()).contains("does not know it");

        assertThat(platform.send("DELETE", "/admin/tenants/leaving-three?confirm=leaving-three")
                        .status())
                .isEqualTo(409);
        assertThat(failed.then("cancel").ended().status()).isEqualTo("cancelled");

        AskedOperation again = platform.ended(platform.order("leaving-three", ",\"id\":\"org_nobody\""));
        assertThat(again.then("cancel").ended().status()).isEqualTo("cancelled");
    }

    private static void assertRetained(RunningTenant tenant, String user) {
        AskedOperation left = tenant.deleted();
        assertThat(left.status()).as(() -> left.json().toString()).isEqualTo("succeeded");
        assertThat(tenant.status()).isEqualTo("retained");
        assertThat(tenant.notes(tenant.apiToken(user)).status()).isEqualTo(403);
        assertThat(tenant.platform().folder().processes(tenant.ref())).isEmpty();
    }

    /// Lets the time of the tenant's data be over, and waits for its end.
    private static void destroy(RunningTenant tenant) {
        destroy(tenant.platform(), tenant.ref());
    }

    /// Lets the time of a tenant's data be over, and waits for its end.
    static void destroy(RunningPlatform platform, String ref) {
        endRetention(platform, ref);
        Await.until(DESTROYED_MAX, () -> status(platform, ref).equals("destroyed"), () -> status(platform, ref));
    }

    static void endRetention(RunningPlatform platform, String ref) {
        ControlTables tables = platform.tables();
        tables.texts(
                "UPDATE tenant SET retained_until = now() - interval '1 s' WHERE ref::text = ? RETURNING slug", ref);
        tables.texts(
                "UPDATE reconciliation SET next_at = now() WHERE tenant_ref::text = ? RETURNING tenant_ref::text", ref);
    }

    private static String status(RunningPlatform platform, String ref) {
        return platform.send("GET", "/admin/tenants/" + ref).at("/status").asText();
    }

    static void assertNothingIsLeft(RunningTenant tenant) {
        RunningPlatform platform = tenant.platform();
        ControlTables tables = platform.tables();
        assertThat(platform.folder().instances(tenant.ref())).isEmpty();
        assertThat(platform.folder().processes(tenant.ref())).isEmpty();
        assertThat(platform.folder().quotas(tenant.ref())).doesNotExist();
        assertThat(tables.texts("SELECT host FROM route WHERE tenant_ref::text = ?", tenant.ref()))
                .isEmpty();
        assertThat(tables.texts("SELECT hash FROM member_key WHERE tenant_ref::text = ?", tenant.ref()))
                .isEmpty();
        assertThat(tables.texts(
                        "SELECT tenant_ref::text FROM tenant_key WHERE tenant_ref::text = ? AND sealed IS NOT NULL",
                        tenant.ref()))
                .isEmpty();
        String name = "tb_" + tenant.ref().replace("-", "") + "%";
        var cluster = new ControlTables(platform.cluster().adminUrl());
        assertThat(cluster.texts("SELECT datname FROM pg_database WHERE datname LIKE ?", name))
                .isEmpty();
        assertThat(cluster.texts("SELECT rolname FROM pg_roles WHERE rolname LIKE ?", name))
                .isEmpty();
        assertThat(isReached(tenant)).isFalse();
    }

    private static boolean isReached(RunningTenant tenant) {
        try {
            return tenant.server().send(Call.of("GET", "/healthz")).status() == 200;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    static Reply organization(RunningPlatform platform, String id) {
        return asked(platform, "/organizations/" + id);
    }

    static JsonNode invitations(RunningPlatform platform, String organization) {
        return asked(platform, "/user_management/invitations?organization_id=" + organization)
                .at("/data");
    }

    private static Reply asked(RunningPlatform platform, String path) {
        return platform.provider()
                .server()
                .send(Call.of("GET", path).with("Authorization", "Bearer " + RunningProvider.API_KEY));
    }
}
