package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.badToken;
import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.TokenOrder.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import java.time.Duration;
import java.util.List;

/// Attacks with API keys, and attacks on the limits of a credential with few rights.
final class KeyAttacks {
    private static final String KEYS = "/v1/keys";
    private static final String READ_ONLY = ",\"scopes\":[\"notes:read\"]";

    static final List<Attack> ALL = List.of(
            badToken(58, "a key that somebody made up", _ -> "fbk_live_" + "A".repeat(38)),
            badToken(58, "a key that is too short", _ -> "fbk_live_abc"),
            badToken(
                    58,
                    "a key with another letter",
                    grounds -> mistyped(key(grounds, grounds.token(grounds.user()), ""))),
            foiled(58, "a key that was ended", KeyAttacks::endedKey),
            foiled(58, "a key in another tenant", KeyAttacks::otherTenant),
            foiled(58, "a key that makes keys", KeyAttacks::makesKeys),
            foiled(58, "a key beyond its scopes", KeyAttacks::beyondScopes),
            foiled(58, "a key with scopes that its maker has not", KeyAttacks::moreThanItsMaker),
            foiled(58, "a key of a removed member", KeyAttacks::removedMember),
            foiled(51, "a token that may only read writes", KeyAttacks::readingToken),
            foiled(51, "a token of scopes that nobody knows", KeyAttacks::unknownScopes),
            foiled(51, "a guest writes", KeyAttacks::guest),
            foiled(51, "a member reads the tenant's audit", KeyAttacks::audit));

    private KeyAttacks() {}

    /// A new key of the token's user.
    static String key(Grounds grounds, String token, String more) {
        var reply = grounds.send(Grounds.as(Call.of("POST", KEYS).json("{\"name\":\"a key\"" + more + "}"), token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply.at("/key").asText();
    }

    static Call write(String token) {
        return Grounds.as(Call.of("POST", Grounds.NOTES).json("{\"title\":\"written\"}"), token);
    }

    private static String mistyped(String key) {
        char letter = key.charAt(20);
        return key.substring(0, 20) + (letter == 'a' ? 'b' : 'a') + key.substring(21);
    }

    private static void endedKey(Grounds grounds) {
        String token = grounds.token(grounds.user());
        var made = grounds.send(Grounds.as(Call.of("POST", KEYS).json("{\"name\":\"short-lived\"}"), token));
        String key = made.at("/key").asText();
        assertThat(grounds.notes(key).status()).isEqualTo(200);

        var ended = grounds.send(
                Grounds.as(Call.of("DELETE", KEYS + "/" + made.at("/id").asText()), token));

        assertThat(ended.status()).as(ended::toString).isEqualTo(204);
        assertThat(grounds.notes(key).status()).isEqualTo(401);
    }

    private static void otherTenant(Grounds grounds) {
        String one = Grounds.organization();
        String other = Grounds.organization();
        String token = grounds.token(grounds.order(grounds.user(one, other)).claim("org_id", text(one)));
        String key = key(grounds, token, "");
        assertThat(grounds.notes(key, one).status()).isEqualTo(200);
        assertThat(grounds.notes(key, other).status()).isEqualTo(403);
    }

    private static void makesKeys(Grounds grounds) {
        String key = key(grounds, grounds.token(grounds.user()), "");
        var reply = grounds.send(Grounds.as(Call.of("POST", KEYS).json("{\"name\":\"another\"}"), key));
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
    }

    private static void beyondScopes(Grounds grounds) {
        String key = key(grounds, grounds.token(grounds.user()), READ_ONLY);
        assertThat(grounds.notes(key).status()).isEqualTo(200);
        assertThat(grounds.send(write(key)).status()).isEqualTo(403);
    }

    private static void moreThanItsMaker(Grounds grounds) {
        String token = grounds.token(grounds.order(grounds.user()).claim("scope", text("notes:read keys:manage")));
        for (String scope : List.of("notes:write", "tenant:admin", "keys:manage", "no:such")) {
            var reply = grounds.send(Grounds.as(
                    Call.of("POST", KEYS).json("{\"name\":\"a key\",\"scopes\":[\"" + scope + "\"]}"), token));
            assertThat(reply.status()).as(scope + reply).isEqualTo(400);
        }
    }

    private static void removedMember(Grounds grounds) {
        grounds.provider().aimWebhooks(grounds.api().server());
        String tenant = Grounds.organization();
        String user = grounds.user(tenant);
        String key = key(grounds, grounds.token(user), "");
        assertThat(grounds.notes(key).status()).isEqualTo(200);

        grounds.provider().remove(user, tenant, false);

        Await.until(
                Duration.ofSeconds(5), () -> grounds.notes(key).status() == 403, () -> "the key of a removed member");
    }

    private static void readingToken(Grounds grounds) {
        String token = grounds.token(grounds.order().claim("scope", text("openid notes:read")));
        assertThat(grounds.notes(token).status()).isEqualTo(200);
        assertLacksScope(grounds, token);
    }

    private static void unknownScopes(Grounds grounds) {
        for (String claim : List.of("scope", "scp")) {
            String token = grounds.token(grounds.order().claim(claim, text("openid deployments:read")));
            assertThat(grounds.notes(token).status()).isEqualTo(403);
            assertLacksScope(grounds, token);
        }
    }

    private static void guest(Grounds grounds) {
        String tenant = Grounds.organization();
        String user = grounds.user();
        grounds.provider().join(user, tenant, "guest");
        String token = grounds.token(user);
        assertThat(grounds.notes(token, tenant).status()).isEqualTo(200);
        assertLacksScope(grounds, token);
    }

    private static void assertLacksScope(Grounds grounds, String token) {
        var reply = grounds.send(write(token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
        assertThat(reply.header("WWW-Authenticate").orElse("")).contains("insufficient_scope", "notes:write");
    }

    private static void audit(Grounds grounds) {
        String tenant = Grounds.organization();
        String token = grounds.token(grounds.user(tenant));
        var reply = grounds.send(Grounds.as(Call.of("GET", "/v1/audit").with(WireHeader.TENANT, tenant), token));
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
    }
}
