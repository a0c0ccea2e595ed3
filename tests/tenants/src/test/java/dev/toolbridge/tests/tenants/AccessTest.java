package dev.toolbridge.tests.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The rights of those who have a token, at the control plane.
@OnOneTenant
class AccessTest {
    private static final Duration BROUGHT_MAX = Duration.ofSeconds(90);

    @Test
    void eachMayWhatIsTheirs(RunningPlatform platform, RunningTenant tenant) {
        AskedOperation foreign = platform.ended(platform.order("access-two", ",\"id\":\"org_access_two\""));
        String admin = tenant.adminToken("admin@access-one.example");

        assertOperatorsSeeAll(platform);
        assertAdministratorsSeeTheirOwn(platform, tenant, foreign, admin);
        assertAdministratorsMayNotWhatIsThePlatforms(platform, tenant, admin);
        assertAdministratorsRenameTheirOwnAndInvite(platform, tenant, admin);
        assertAdministratorsSuspendTheirOwn(platform, tenant, admin);
        assertOthersAreRefused(platform, tenant);
    }

    private static void assertOperatorsSeeAll(RunningPlatform platform) {
        String user = platform.provider().member("boss@operators.example");
        platform.provider().join(user, RunningPlatform.OPERATORS, "admin");
        String token = platform.token(user, RunningPlatform.OPERATORS, RunningPlatform.AUDIENCE);
        assertThat(send(platform, token, "GET", "/admin/tenants/access-two").status())
                .isEqualTo(200);
        String member = platform.provider().member("clerk@operators.example", RunningPlatform.OPERATORS);
        String clerk = platform.token(member, RunningPlatform.OPERATORS, RunningPlatform.AUDIENCE);
        assertThat(send(platform, clerk, "GET", "/admin/tenants/access-two").status())
                .isEqualTo(403);
        assertThat(platform.send("GET", "/admin/tenants/access-two").status()).isEqualTo(200);
        assertNarrowedTokensListNothing(platform, user);
    }

    /// A token for tenants alone does not open the lists of the platform, although an operator has it.
    private static void assertNarrowedTokensListNothing(RunningPlatform platform, String operator) {
        String narrowed = platform.provider()
                .token("{\"sub\":\"" + operator + "\",\"claims\":{\"aud\":\"" + RunningPlatform.AUDIENCE
                        + "\",\"org_id\":\"" + RunningPlatform.OPERATORS + "\",\"scope\":\"tenant:read\"}}");
        for (String list : new String[] {"/admin/tenants", "/admin/operations", "/admin/usage"}) {
            assertThat(send(platform, narrowed, "GET", list).status()).as(list).isEqualTo(403);
        }
        assertThat(send(platform, narrowed, "GET", "/admin/tenants/access-two").status())
                .isEqualTo(404);
    }

    private static void assertAdministratorsSeeTheirOwn(
            RunningPlatform platform, RunningTenant tenant, AskedOperation foreign, String admin) {
        Reply list = send(platform, admin, "GET", "/admin/tenants");
        assertThat(list.at("/tenants")).hasSize(1);
        assertThat(list.at("/tenants/0/ref").asText()).isEqualTo(tenant.ref());
        Reply operations = send(platform, admin, "GET", "/admin/operations");
        assertThat(operations.body()).doesNotContain(foreign.id());
        String own = operations.at("/operations/0/id").asText();
        assertThat(send(platform, admin, "GET", "/admin/operations/" + own).status())
                .isEqualTo(200);
        for (String name : new String[] {"access-two", "org_access_two", "nobody"}) {
            for (String part : new String[] {"", "/audit", "/secrets", "/exports"}) {
                assertThat(send(platform, admin, "GET", "/admin/tenants/" + name + part)
                                .status())
                        .isEqualTo(404);
            }
            assertThat(send(platform, admin, "POST", "/admin/tenants/" + name + "/suspend")
                            .status())
                    .isEqualTo(404);
            assertThat(send(platform, admin, "GET", "/admin/operations?tenant=" + name)
                            .status())
                    .isEqualTo(404);
        }
        String operation = "/admin/operations/" + foreign.id();
        assertThat(send(platform, admin, "GET", operation).status()).isEqualTo(404);
        assertThat(send(platform, admin, "GET", operation + "/events").status()).isEqualTo(404);
        assertThat(send(platform, admin, "POST", operation + "/retry").status()).isEqualTo(404);
        assertThat(send(platform, admin, "POST", operation + "/cancel").status())
                .isEqualTo(404);
    }

    private static void assertAdministratorsMayNotWhatIsThePlatforms(
            RunningPlatform platform, RunningTenant tenant, String admin) {
        String own = "/admin/tenants/" + tenant.ref();
        assertThat(send(platform, admin, "DELETE", own + "?confirm=" + tenant.slug())
                        .status())
                .isEqualTo(403);
        for (String action : new String[] {"/deploy", "/rollback", "/restore"}) {
            assertThat(send(platform, admin, "POST", own + action).status())
                    .as(action)
                    .isEqualTo(403);
        }
        for (String path : new String[] {"/admin/audit", "/admin/keys", own + "/certificate"}) {
            assertThat(send(platform, admin, "GET", path).status()).as(path).isEqualTo(403);
        }
        assertThat(json(platform, admin, Call.of("POST", "/admin/tenants").json("{\"name\":\"Mine\"}"))
                        .status())
                .isEqualTo(403);
        for (String patch : new String[] {
            "{\"plan\":\"large\"}", "{\"quotas\":{\"items\":9}}", "{\"hold\":true,\"hold_reason\":\"mine\"}"
        }) {
            assertThat(json(platform, admin, Call.of("PATCH", own).json(patch)).status())
                    .as(patch)
                    .isEqualTo(403);
        }
    }

    /// The organisation that was made for the tenant has the new name, and the new administrator an invitation.
    private static void assertAdministratorsRenameTheirOwnAndInvite(
            RunningPlatform platform, RunningTenant tenant, String admin) {
        Call renamed = Call.of("PATCH", "/admin/tenants/" + tenant.ref())
                .json("{\"name\":\"Renamed\",\"admins\":[\"eve@access-one.example\"]}");
        assertThat(json(platform, admin, renamed).status()).isEqualTo(200);
        Await.until(
                BROUGHT_MAX,
                () -> LeavingTest.organization(platform, tenant.organization())
                                .at("/name")
                                .asText()
                                .equals("Renamed")
                        && LeavingTest.invitations(platform, tenant.organization())
                                        .size()
                                == 1,
                () -> platform.send("GET", "/admin/operations?tenant=" + tenant.ref())
                        .body());
    }

    private static void assertAdministratorsSuspendTheirOwn(
            RunningPlatform platform, RunningTenant tenant, String admin) {
        String own = "/admin/tenants/" + tenant.ref();
        assertThat(platform.ended(send(platform, admin, "POST", own + "/suspend"))
                        .status())
                .isEqualTo("succeeded");
        assertThat(platform.ended(send(platform, admin, "POST", own + "/resume"))
                        .status())
                .isEqualTo("succeeded");
        Reply audit = send(platform, admin, "GET", own + "/audit");
        assertThat(audit.status()).isEqualTo(200);
        assertThat(audit.body()).contains("operation.requested");
    }

    private static void assertOthersAreRefused(RunningPlatform platform, RunningTenant tenant) {
        String own = "/admin/tenants/" + tenant.ref();
        String user = tenant.user("ada@access-one.example");
        String member = platform.token(user, tenant.organization(), RunningPlatform.AUDIENCE);
        assertThat(send(platform, member, "GET", own).status()).isEqualTo(403);
        String none = platform.token(user, "", RunningPlatform.AUDIENCE);
        assertThat(send(platform, none, "GET", own).status()).isEqualTo(403);
        for (String token : new String[] {
            tenant.apiToken(user),
            tenant.mcpToken(user),
            platform.token(user, tenant.organization(), "https://elsewhere.example"),
            "tb_live_" + "0".repeat(43),
            "tbo_live_" + "0".repeat(43),
            "nonsense"
        }) {
            assertThat(send(platform, token, "GET", own).status()).as(token).isEqualTo(401);
        }
    }

    private static Reply send(RunningPlatform platform, String token, String method, String path) {
        return platform.server().send(Call.of(method, path).with("Authorization", "Bearer " + token));
    }

    /// Sends a body of JSON, for the present version.
    private static Reply json(RunningPlatform platform, String token, Call call) {
        String version =
                send(platform, token, "GET", call.path()).header("ETag").orElse("");
        return platform.server()
                .send(call.with("Authorization", "Bearer " + token).with("If-Match", version));
    }
}
