package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.badToken;
import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.Attack.unauthorized;
import static dev.toolbridge.tests.attack.TokenOrder.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.process.RunningProvider;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Tokens;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Attacks on memberships in tenants.
final class TenantAttacks {
    private static final String MISSING = "Unauthorized: missing tenant header\n";
    private static final String NOT_AUTHORIZED = "Unauthorized: not authorized for requested tenant\n";
    private static final int AT_ONCE = 60;
    private static final int GLUED_TRIES = 4;

    private static final List<Attack> SELECTION = List.of(
            foiled(26, "several tenants, and none is named", TenantAttacks::noneNamed),
            foiled(26, "two tenants in a header, or two headers", TenantAttacks::twoNamed),
            foiled(27, "another tenant, whether it is there or not", TenantAttacks::others),
            foiled(28, "the default tenant by a member of another", TenantAttacks::defaultTenant),
            foiled(29, "a membership that is not active", TenantAttacks::notActive),
            foiled(30, "a list of memberships without an end", TenantAttacks::endlessList),
            foiled(31, "another tenant than the token's", TenantAttacks::notTheTokens),
            foiled(31, "a token's tenant that its user is no member of", TenantAttacks::notAMember),
            foiled(37, "names that look alike when glued", TenantAttacks::glued));

    private static final List<Attack> EVENTS = List.of(
            foiled(32, "a removed member, once a webhook tells", TenantAttacks::removed),
            foiled(33, "a webhook that somebody else signed", TenantAttacks::forgedWebhook),
            foiled(33, "an old webhook, or one of the future", TenantAttacks::oldWebhook),
            foiled(33, "a webhook that gives rights", TenantAttacks::grantingWebhook),
            foiled(33, "a webhook of five megabytes", grounds -> assertThat(grounds.tell("x".repeat(5_000_000)))
                    .isEqualTo(413)),
            foiled(33, "a webhook that is read", grounds -> assertThat(
                            grounds.send(Call.of("GET", "/v1/webhooks/workos")).status())
                    .isEqualTo(405)));

    private static final List<Attack> LOAD = List.of(
            foiled(35, "many tenants tried out by one user", TenantAttacks::triesOut),
            foiled(36, "hundreds of first requests at a time", TenantAttacks::firstRequests));

    private static final List<Attack> DEBUG = List.of(
            unauthorized(59, "a signature of the old kind, and no token", _ -> Call.of("GET", Grounds.NOTES)
                    .with(WireHeader.TENANT, Tokens.DEFAULT_TENANT)
                    .with("X-TB-Timestamp", Long.toString(System.currentTimeMillis()))
                    .with("X-TB-Signature", "a".repeat(64))),
            unauthorized(39, "a mere name, in production", _ -> Call.of("GET", Grounds.NOTES)
                    .with("X-Debug-Sub", "user_1")),
            badToken(39, "a mere name beside a bad token", _ -> "bad"));

    static final List<List<Attack>> TABLES = List.of(SELECTION, EVENTS, LOAD, DEBUG);

    private TenantAttacks() {}

    private static void assertOutside(Reply reply) {
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
        assertThat(reply.body()).isEqualTo(NOT_AUTHORIZED);
    }

    private static void noneNamed(Grounds grounds) {
        String token = grounds.token(grounds.user(Grounds.organization(), Grounds.organization()));
        assertThat(grounds.notes(token).status()).isEqualTo(401);
        assertThat(grounds.notes(token).body()).isEqualTo(MISSING);
        assertThat(grounds.notes(token, " ").status()).isEqualTo(401);
    }

    private static void twoNamed(Grounds grounds) {
        String one = Grounds.organization();
        String other = Grounds.organization();
        String token = grounds.token(grounds.user(one, other));
        assertThat(grounds.notes(token, one + "," + other).status()).isEqualTo(400);
        var both = Grounds.list(token).with(WireHeader.TENANT, one).with(WireHeader.TENANT, other);
        assertThat(grounds.send(both).status()).isEqualTo(400);
    }

    private static void others(Grounds grounds) {
        String theirs = Grounds.organization();
        grounds.user(theirs);
        String token = grounds.token(grounds.user(Grounds.organization()));
        for (String tenant : List.of(theirs, Grounds.organization(), "' OR 1=1 --")) {
            assertOutside(grounds.notes(token, tenant));
        }
    }

    private static void defaultTenant(Grounds grounds) {
        String member = grounds.token(grounds.user(Grounds.organization()));
        assertOutside(grounds.notes(member, Tokens.DEFAULT_TENANT));
        String nobody = grounds.token(grounds.user());
        assertThat(grounds.notes(nobody, Tokens.DEFAULT_TENANT).status()).isEqualTo(200);
    }

    private static void notActive(Grounds grounds) {
        for (String status : List.of("pending", "inactive")) {
            String tenant = Grounds.organization();
            String user = grounds.user(tenant);
            grounds.provider()
                    .control(
                            "PUT",
                            "/memberships",
                            "{\"user_id\":\"" + user + "\",\"organization_id\":\"" + tenant + "\",\"status\":\""
                                    + status + "\"}");
            assertOutside(grounds.notes(grounds.token(user), tenant));
        }
    }

    private static void endlessList(Grounds grounds) {
        String token = grounds.token(grounds.user(Grounds.organization()));
        grounds.provider().fault("memberships", "endless", Duration.ZERO);
        try {
            var reply = grounds.notes(token);
            assertThat(reply.status()).as(reply::toString).isIn(403, 503);
        } finally {
            grounds.provider().heal();
        }
    }

    private static void notTheTokens(Grounds grounds) {
        String one = Grounds.organization();
        String other = Grounds.organization();
        String token = grounds.token(grounds.order(grounds.user(one, other)).claim("org_id", text(one)));
        assertThat(grounds.notes(token, one).status()).isEqualTo(200);
        assertOutside(grounds.notes(token, other));
    }

    private static void notAMember(Grounds grounds) {
        String user = grounds.user(Grounds.organization());
        assertOutside(grounds.notes(grounds.token(grounds.order(user).claim("org_id", text(Grounds.organization())))));
    }

    /// The provider knows neither; so both answers must be no, and the API must ask for each separately.
    private static void glued(Grounds grounds) {
        assertThat(IntStream.range(0, GLUED_TRIES).mapToLong(_ -> callsForGlued(grounds)))
                .as("other attacks on the same provider add calls")
                .contains(2L);
    }

    private static long callsForGlued(Grounds grounds) {
        long before = grounds.provider().calls("memberships");
        String stem = Grounds.organization();
        assertOutside(grounds.notes(grounds.token(stem + ":b"), "c"));
        assertOutside(grounds.notes(grounds.token(stem), "b:c"));
        return grounds.provider().calls("memberships") - before;
    }

    private static void removed(Grounds grounds) {
        grounds.provider().aimWebhooks(grounds.api().server());
        String tenant = Grounds.organization();
        String user = grounds.user(tenant);
        String token = grounds.token(user);
        assertThat(grounds.notes(token, tenant).status()).isEqualTo(200);

        int told = grounds.tell("{\"id\":\"event_" + user + "\",\"event\":\"organization_membership.deleted\","
                + "\"data\":{\"id\":\"" + membership(grounds, user) + "\",\"user_id\":\"" + user
                + "\",\"organization_id\":\"" + tenant + "\"}}");

        assertThat(told).isEqualTo(200);
        assertOutside(grounds.notes(token, tenant));
    }

    /// The id of a user's membership, as the provider names it.
    private static String membership(Grounds grounds, String user) {
        return grounds.provider()
                .server()
                .send(Call.of("GET", "/user_management/organization_memberships?user_id=" + user)
                        .with("Authorization", "Bearer " + RunningProvider.API_KEY))
                .at("/data/0/id")
                .asText();
    }

    private static Call webhook(String body, String signature) {
        return Call.of("POST", "/v1/webhooks/workos")
                .with("WorkOS-Signature", signature)
                .json(body);
    }

    private static void forgedWebhook(Grounds grounds) {
        long now = System.currentTimeMillis();
        String zeros = "0".repeat(64);
        for (String signature : List.of("", "t=" + now + ", v1=" + zeros, "v1=" + zeros, "t=" + now)) {
            var reply = grounds.send(webhook("{\"id\":\"event_forged\"}", signature));
            assertThat(reply.status()).as(signature).isEqualTo(401);
        }
    }

    private static void oldWebhook(Grounds grounds) {
        grounds.provider().aimWebhooks(grounds.api().server());
        long now = System.currentTimeMillis();
        for (long distanceMs : List.of(-200_000L, 200_000L)) {
            assertThat(grounds.provider().webhook("{\"id\":\"event_old\"}", now + distanceMs))
                    .isEqualTo(401);
        }
    }

    private static void grantingWebhook(Grounds grounds) {
        String tenant = Grounds.organization();
        grounds.user(tenant);
        String user = grounds.user(Grounds.organization());
        int told = grounds.tell("{\"id\":\"event_" + tenant + "\",\"event\":\"organization_membership.created\","
                + "\"data\":{\"id\":\"om_1\",\"user_id\":\"" + user + "\",\"organization_id\":\"" + tenant
                + "\",\"status\":\"active\",\"role\":{\"slug\":\"owner\"}}}");
        assertThat(told).isEqualTo(200);
        assertOutside(grounds.notes(grounds.token(user), tenant));
    }

    private static void triesOut(Grounds grounds) {
        String home = Grounds.organization();
        String token = grounds.token(grounds.user(home));
        Set<Integer> statuses = new HashSet<>();
        for (int tries = 0; tries < 15; tries++) {
            statuses.add(grounds.notes(token, Grounds.organization()).status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(403, 429);
        String other = Grounds.organization();
        assertThat(grounds.notes(grounds.token(grounds.user(other)), other).status())
                .isEqualTo(200);
    }

    private static void firstRequests(Grounds grounds) {
        String tenant = Grounds.organization();
        String token = grounds.token(grounds.user(tenant));
        long before = grounds.provider().calls("memberships");
        grounds.provider().fault("memberships", "slow", Duration.ofMillis(300));
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        try {
            var threads = IntStream.range(0, AT_ONCE)
                    .mapToObj(_ -> Thread.startVirtualThread(
                            () -> statuses.add(grounds.notes(token, tenant).status())))
                    .toList();
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking", stopped);
        } finally {
            grounds.provider().heal();
        }
        assertThat(statuses).containsExactly(200);
        assertThat(grounds.provider().calls("memberships") - before).isEqualTo(1);
    }
}
