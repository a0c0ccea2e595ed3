package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/// The secrets of a tenant are rotated while its users and an assistant work. `-Dtoolbridge.kill.rotation=generate,…`
/// names the steps at which the control plane is killed, in each rotation that has them; then all are rotated at once.
/// Then the sessions of assistants have no end of their own either, and each deployment waits a minute for them.
/// It has the platform to itself: requests to a control plane that is killed fail.
@ExtendWith(OnePlatform.class)
@ResourceLock(OnePlatform.LOCK)
class RotationTest {
    private static final Duration CONCLUDED_MAX = Duration.ofMinutes(2);
    private static final int SECRETS = 8;
    private static final boolean IS_LONG = System.getProperty("toolbridge.kill.rotation") != null;
    private static final int CALLS_MAX = IS_LONG ? Integer.MAX_VALUE : 8;
    private static final List<String> KILLED = Stream.of(
                    System.getProperty("toolbridge.kill.rotation", "promote_secrets")
                            .split(",", -1))
            .filter(step -> !step.isEmpty())
            .toList();

    @Test
    void everySecretIsReplacedWithoutAFailedRequest(RunningPlatform platform) {
        RunningTenant tenant = platform.tenant("rotated-one");
        var variable = SealedVariable.made(tenant);
        List<String> first = versions(tenant, "primary");
        assertThat(first).hasSize(SECRETS);
        try (var load = new UsersAtWork(tenant);
                var assistants = UsersAtWork.assistants(tenant, 2, CALLS_MAX)) {
            load.await(201, 5);
            assistants.await(200, 5);
            cancel(tenant);
            assertThat(versions(tenant, "primary")).isEqualTo(first);
            assertThat(logins(tenant)).containsExactly("_a", "_m");
            rotateWithKills(tenant);
            assertThat(versions(tenant, "primary")).hasSize(SECRETS).doesNotContainAnyElementsOf(first);
            assertThat(versions(tenant, "valid"))
                    .containsExactly("master-key 1", "mcp-state 1", "signing 1", "token-keys 1");
            variable.requireOpened();
            assertThat(logins(tenant)).containsExactly("_b", "_m");

            conclude(tenant);
            assertThat(versions(tenant, "valid")).isEmpty();
            assertThat(listed(tenant).at("/secrets")).hasSize(SECRETS);
            variable.requireOpened();
            if (IS_LONG) {
                assertOldOnesEndAtOnce(tenant);
                variable.requireOpened();
            }
            load.await(201, 5);
            assistants.await(200, 5);
            System.out.println("Rotated under load: " + load + ", assistants: " + assistants);
            Supplier<String> seen = () -> load + ", assistants: " + assistants + "\n"
                    + String.join("\n", tenant.platform().folder().warnings(tenant.ref()));
            assertThat(load.statuses()).as(seen).containsExactly(201);
            assertThat(assistants.statuses()).as(seen).containsExactly(200);
        }
        assertThat(DeployTest.instances(tenant))
                .isEqualTo(IS_LONG ? List.of("r7.api.0", "r7.mcp.0") : List.of("r5.api.0", "r5.mcp.0"));
    }

    private static void assertOldOnesEndAtOnce(RunningTenant tenant) {
        var held = HeldByUser.made(tenant);
        held.requireWhole();
        rotateImmediately(tenant);
        held.requireOnlySignedEnded();
        assertThat(versions(tenant, "valid")).containsExactly("master-key 2");
        assertThat(logins(tenant)).containsExactly("_a", "_m");
        assertThat(tenant.platform()
                        .tables()
                        .texts("SELECT hash FROM member_key WHERE tenant_ref::text = ?", tenant.ref()))
                .hasSize(1);
    }

    /// A rotation that is cancelled before its versions are in use leaves none of them.
    private static void cancel(RunningTenant tenant) {
        AskedOperation rotation =
                AskedOperation.of(tenant.platform(), rotate(tenant, "")).begun("accept_api");
        assertThat(rotation.then("cancel").ended().status()).isEqualTo("cancelled");
        assertThat(listed(tenant).at("/secrets")).hasSize(SECRETS);
        assertThat(DeployTest.instances(tenant)).containsExactly("r1.api.0", "r1.mcp.0");
    }

    /// A secret is due: the reconciler rotates all of them.
    private static void rotateWithKills(RunningTenant tenant) {
        ControlTables tables = tenant.platform().tables();
        tables.texts(
                "UPDATE secret_version SET due_at = now() WHERE tenant_ref::text = ? AND name = 'signing'"
                        + " AND status = 'primary' RETURNING name",
                tenant.ref());
        look(tenant);
        AskedOperation rotation = begunByItself(tenant, "rotate_secrets");
        assertSucceeded(killed(rotation).ended());
    }

    private static AskedOperation killed(AskedOperation rotation) {
        KILLED.stream().filter(step -> !rotation.state(step).isEmpty()).forEach(rotation::killedAt);
        return rotation;
    }

    /// The operation of a kind that the reconciler has begun.
    private static AskedOperation begunByItself(RunningTenant tenant, String kind) {
        ControlTables tables = tenant.platform().tables();
        var found = new ArrayList<String>();
        Await.until(
                CONCLUDED_MAX,
                () -> found.addAll(tables.texts(
                        "SELECT id::text FROM operation WHERE tenant_ref::text = ? AND kind = ?"
                                + " AND actor LIKE '%reconciler%'",
                        tenant.ref(), kind)),
                () -> "not begun: " + kind);
        return AskedOperation.of(
                tenant.platform(), tenant.platform().send("GET", "/admin/operations/" + found.getFirst()));
    }

    private static void look(RunningTenant tenant) {
        tenant.platform()
                .tables()
                .texts(
                        "UPDATE reconciliation SET next_at = now() WHERE tenant_ref::text = ?"
                                + " RETURNING tenant_ref::text",
                        tenant.ref());
    }

    /// Lets the overlap of all old versions be over.
    private static void conclude(RunningTenant tenant) {
        ControlTables tables = tenant.platform().tables();
        tables.texts(
                "UPDATE secret_version SET valid_at = valid_at - interval '5 d' WHERE tenant_ref::text = ?"
                        + " AND status = 'valid' RETURNING name",
                tenant.ref());
        tables.texts(
                "UPDATE tenant_release SET created_at = created_at - interval '5 d' WHERE tenant_ref::text = ?"
                        + " RETURNING artefact",
                tenant.ref());
        look(tenant);
        assertSucceeded(killed(begunByItself(tenant, "conclude_rotation")).ended());
    }

    private static void rotateImmediately(RunningTenant tenant) {
        Reply asked = rotate(tenant, "{\"immediately\":true}");
        assertThat(asked.at("/effects")).hasSize(SECRETS);
        assertSucceeded(killed(AskedOperation.of(tenant.platform(), asked)).ended());
    }

    private static Reply rotate(RunningTenant tenant, String body) {
        return tenant.platform().post("/admin/tenants/" + tenant.ref() + "/rotate-secrets", body);
    }

    private static Reply listed(RunningTenant tenant) {
        return tenant.platform().send("GET", "/admin/tenants/" + tenant.ref() + "/secrets");
    }

    private static List<String> versions(RunningTenant tenant, String status) {
        return listed(tenant)
                .at("/secrets")
                .valueStream()
                .filter(version -> version.path("status").asText().equals(status))
                .map(version -> version.path("name").asText() + " "
                        + version.path("version").asText())
                .toList();
    }

    /// The ends of the names of those that may sign in to the tenant's database.
    private static List<String> logins(RunningTenant tenant) {
        String name = "tb_" + tenant.ref().replace("-", "");
        return new ControlTables(tenant.platform().cluster().adminUrl())
                        .texts(
                                "SELECT rolname FROM pg_roles WHERE rolcanlogin AND rolname LIKE ? ORDER BY rolname",
                                name + "%")
                        .stream()
                        .map(login -> login.substring(name.length()))
                        .toList();
    }

    private static void assertSucceeded(AskedOperation operation) {
        assertThat(operation.status()).as(() -> operation.json().toString()).isEqualTo("succeeded");
    }
}
