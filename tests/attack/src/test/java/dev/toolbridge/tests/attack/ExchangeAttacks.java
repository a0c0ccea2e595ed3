package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.Attack.refused;
import static dev.toolbridge.tests.attack.Attack.unauthorized;
import static dev.toolbridge.tests.attack.TokenOrder.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.attack.Attack.Refused;
import dev.toolbridge.tests.wire.Call;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// Attacks on the token exchange, which try to get more rights than the original token has.
final class ExchangeAttacks {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:token-exchange";

    static final List<Attack> ALL = List.of(
            foiled(17, "a backend token, to live for ever", ExchangeAttacks::renewed),
            exchanged(18, "for somebody else", new Refused(400, "invalid_target"), order("https://other.example", "")),
            exchanged(
                    18, "for nobody", new Refused(400, "Missing audience"), _ -> "{\"grant_type\":\"" + GRANT + "\"}"),
            exchanged(
                    18,
                    "by another grant",
                    new Refused(400, "Invalid grant_type. Expected: " + GRANT),
                    _ -> "{\"grant_type\":\"password\",\"audience\":\"" + Grounds.AUDIENCE + "\"}"),
            exchanged(18, "by no request at all", new Refused(400, "Invalid request body"), _ -> "["),
            exchanged(
                    18,
                    "as the sidecar, without its secret",
                    new Refused(401, "unknown client"),
                    order(Grounds.AUDIENCE, ",\"client_id\":\"mcp-sidecar\",\"client_secret\":\"guessed\"")),
            foiled(18, "for more scopes than the token has", ExchangeAttacks::moreScopes),
            foiled(18, "for longer than the token lives", ExchangeAttacks::longerLife),
            foiled(27, "for a tenant of others", ExchangeAttacks::othersTenant),
            unauthorized(
                    22,
                    "exchange with an ID token of a known client",
                    grounds -> exchange(
                            grounds.token(grounds.order(grounds.user()).claim("aud", text(Grounds.CLIENT))),
                            body(Grounds.AUDIENCE, ""))),
            foiled(51, "scopes that nobody knows, exchanged", ExchangeAttacks::unknownScopes),
            exchanged(
                    51,
                    "for a list of scopes",
                    new Refused(400, "scope must be a text"),
                    order(Grounds.AUDIENCE, ",\"scope\":[\"notes:read\"]")),
            foiled(58, "with an API key", ExchangeAttacks::byKey));

    private ExchangeAttacks() {}

    static Call exchange(String token, String body) {
        return Grounds.as(Call.of("POST", "/auth/token-exchange").json(body), token);
    }

    static String body(String audience, String more) {
        return "{\"grant_type\":\"" + GRANT + "\",\"audience\":\"" + audience + "\"" + more + "}";
    }

    private static Function<Grounds, String> order(String audience, String more) {
        return _ -> body(audience, more);
    }

    private static Attack exchanged(int number, String what, Refused expected, Function<Grounds, String> body) {
        return refused(
                number,
                "exchange " + what,
                expected,
                grounds -> exchange(mcpToken(grounds, grounds.user()), body.apply(grounds)));
    }

    private static String mcpToken(Grounds grounds, String user) {
        return grounds.token(grounds.order(user).claim("aud", text(Grounds.MCP_AUDIENCE)));
    }

    /// The new token of a good exchange.
    static String backendToken(Grounds grounds, String user) {
        var reply = grounds.send(exchange(mcpToken(grounds, user), body(Grounds.AUDIENCE, "")));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        return reply.at("/access_token").asText();
    }

    private static void renewed(Grounds grounds) {
        String token = backendToken(grounds, grounds.user());
        assertThat(grounds.notes(token).status()).isEqualTo(200);

        var reply = grounds.send(exchange(token, body(Grounds.AUDIENCE, "")));

        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.at("/code").asText()).isEqualTo("invalid_request");
    }

    private static void moreScopes(Grounds grounds) {
        String narrow = grounds.token(grounds.order(grounds.user())
                .claim("aud", text(Grounds.MCP_AUDIENCE))
                .claim("scope", text("notes:read")));
        var reply = grounds.send(exchange(narrow, body(Grounds.AUDIENCE, ",\"scope\":\"notes:read notes:write\"")));
        assertThat(reply.status()).as(reply::toString).isEqualTo(400);
        assertThat(reply.body()).contains("scope is not part of what the token grants");
    }

    private static void unknownScopes(Grounds grounds) {
        String narrow = grounds.token(grounds.order(grounds.user())
                .claim("aud", text(Grounds.MCP_AUDIENCE))
                .claim("scope", text("deployments:read")));
        var reply = grounds.send(exchange(narrow, body(Grounds.AUDIENCE, "")));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(grounds.notes(reply.at("/access_token").asText()).status()).isEqualTo(403);
    }

    private static void longerLife(Grounds grounds) {
        String soonOver = grounds.token(grounds.order(grounds.user())
                .claim("aud", text(Grounds.MCP_AUDIENCE))
                .claim("exp", Long.toString(Instant.now().getEpochSecond() + 60)));
        var reply = grounds.send(exchange(soonOver, body(Grounds.AUDIENCE, ",\"expires_in\":3600")));
        assertThat(reply.status()).as(reply::toString).isEqualTo(200);
        assertThat(reply.at("/expires_in").asLong()).isBetween(1L, 60L);
    }

    private static void othersTenant(Grounds grounds) {
        String user = grounds.user(Grounds.organization());
        var reply = grounds.send(exchange(mcpToken(grounds, user), body(Grounds.AUDIENCE, ""))
                .with(WireHeader.TENANT, Grounds.organization()));
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
    }

    private static void byKey(Grounds grounds) {
        String key = KeyAttacks.key(grounds, grounds.token(grounds.user()), "");
        var reply = grounds.send(exchange(key, body(Grounds.AUDIENCE, "")));
        assertThat(reply.status()).as(reply::toString).isEqualTo(403);
    }
}
