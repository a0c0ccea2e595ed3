package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.badToken;
import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.Attack.refused;
import static dev.toolbridge.tests.attack.Attack.spoiltToken;
import static dev.toolbridge.tests.attack.Attack.unauthorized;
import static dev.toolbridge.tests.attack.TokenOrder.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.attack.Attack.Refused;
import dev.toolbridge.tests.wire.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Attacks on the check of tokens, from a missing token to an almost good one.
final class TokenAttacks {
    private static final long FAR_SECONDS = Duration.ofHours(1).toSeconds();
    private static final Refused ONCE = new Refused(400, "must come once");

    private static final List<Attack> CREDENTIALS = List.of(
            unauthorized(1, "no credential", _ -> Call.of("GET", Grounds.NOTES)),
            unauthorized(1, "no credential on a write", _ -> Call.of("POST", Grounds.NOTES)
                    .json("{}")),
            unauthorized(2, "another scheme", _ -> Call.of("GET", Grounds.NOTES).with("Authorization", "Basic dTpw")),
            unauthorized(2, "a scheme without a token", _ -> Call.of("GET", Grounds.NOTES)
                    .with("Authorization", "Bearer")),
            unauthorized(2, "a tab before the token", grounds -> Call.of("GET", Grounds.NOTES)
                    .with("Authorization", "Bearer\t" + grounds.token(grounds.order()))),
            badToken(2, "the scheme twice", grounds -> "Bearer " + grounds.token(grounds.order())),
            badToken(2, "two blanks before the token", grounds -> " " + grounds.token(grounds.order())),
            refused(
                    2,
                    "two tokens",
                    ONCE,
                    grounds ->
                            Grounds.as(Grounds.list(grounds.token(grounds.order())), grounds.token(grounds.order()))),
            unauthorized(
                    50,
                    "the token in the query",
                    grounds -> Call.of("GET", Grounds.NOTES + "?access_token=" + grounds.token(grounds.order()))));

    private static final List<Attack> SIGNATURES = List.of(
            foiled(3, "no algorithm, in any letters", TokenAttacks::noAlgorithm),
            badToken(3, "no signature", grounds -> Forgeries.cut(grounds.token(grounds.order()))),
            foiled(4, "the public key used as a secret", grounds -> Forgeries.byPublicKey(
                            grounds.provider(), grounds.token(grounds.order()))
                    .forEach(forged -> assertRefused(grounds, forged))),
            badToken(
                    5,
                    "signed with a secret that everybody would try first",
                    grounds -> Forgeries.hmac(
                            grounds.token(grounds.order()),
                            "hs256",
                            "dev-secret-change-in-production-please".getBytes(StandardCharsets.UTF_8))),
            foiled(6, "hundreds of unknown key ids", TokenAttacks::unknownKeys),
            foiled(7, "key ids that are no names", TokenAttacks::oddKeyIds),
            spoiltToken(7, "no key id, among several keys", order -> order.header("kid", "null")),
            spoiltToken(7, "a key id of 10,000 letters", order -> order.header("kid", text("k".repeat(10_000)))),
            foiled(8, "keys that the token brings along", TokenAttacks::keysBroughtAlong),
            spoiltToken(9, "a critical extension that nobody knows", order -> order.header("crit", "[\"odd\"]")
                    .header("odd", "1")),
            spoiltToken(9, "a payload that is said not to be encoded", order -> order.header("crit", "[\"b64\"]")
                    .header("b64", "false")),
            spoiltToken(9, "another type of token", order -> order.header("typ", text("logout+jwt"))),
            badToken(
                    3,
                    "a stranger's key under a known id",
                    grounds -> grounds.token(grounds.order().byStranger())),
            badToken(
                    3,
                    "the signature of another token",
                    grounds -> Forgeries.transplanted(
                            grounds.token(grounds.order()),
                            grounds.token(grounds.order().claim("sub", text("user_2"))))));

    private static final List<Attack> CLAIMS = List.of(
            foiled(10, "another issuer, or almost the same", TokenAttacks::otherIssuers),
            spoiltToken(11, "another audience", order -> order.claim("aud", text("https://other.example"))),
            unauthorized(
                    11,
                    "another audience where any of ours is taken",
                    grounds -> Grounds.as(
                            Call.of("GET", "/v1/auth/tenant"),
                            grounds.token(grounds.order().claim("aud", text("https://other.example"))))),
            spoiltToken(11, "our audience in a claim that no setting names", order -> order.claim(
                            "aud", text("https://other.example"))
                    .claim("client_id", text(Grounds.AUDIENCE))
                    .claim("azp", text(Grounds.AUDIENCE))),
            spoiltToken(11, "no audience", order -> order.claim("aud", "null")),
            foiled(11, "ten thousand audiences", grounds -> assertThat(
                            grounds.notes(grounds.token(grounds.order().claim("aud", manyAudiences())))
                                    .status())
                    .isIn(400, 401, 431)),
            spoiltToken(12, "a token for the MCP server", order -> order.claim("aud", text(Grounds.MCP_AUDIENCE))),
            spoiltToken(13, "an end in the past", order -> order.claim("exp", seconds(-31))),
            spoiltToken(13, "no end", order -> order.claim("exp", "null")),
            spoiltToken(13, "an end that is a text", order -> order.claim("exp", text("9999999999"))),
            spoiltToken(13, "an end beyond all numbers", order -> order.claim("exp", "1e400")),
            spoiltToken(13, "a negative end", order -> order.claim("exp", "-1")),
            spoiltToken(14, "not valid yet", order -> order.claim("nbf", seconds(FAR_SECONDS))),
            spoiltToken(14, "issued in the future", order -> order.claim("iat", seconds(FAR_SECONDS))),
            foiled(15, "subjects that are no names", TokenAttacks::oddSubjects),
            spoiltToken(16, "said to be a backend token", order -> order.claim("token_type", text("backend"))),
            spoiltToken(16, "said to be issued by us", order -> order.claim("iss", text("toolbridge-api"))
                    .claim("token_type", text("backend"))),
            spoiltToken(22, "an ID token: a nonce", order -> order.claim("nonce", text("n-0S6_WzA2Mj"))),
            spoiltToken(22, "an ID token: a hash of another", order -> order.claim("at_hash", text("MTIzNDU2Nzg5"))),
            badToken(
                    22,
                    "an ID token for a client",
                    grounds -> grounds.token(grounds.order().claim("aud", text("client_02")))),
            badToken(
                    22,
                    "an ID token of a known client, for an item",
                    grounds -> grounds.token(grounds.order().claim("aud", text(Grounds.CLIENT)))),
            spoiltToken(51, "scopes that cannot be read", order -> order.claim("scope", "{\"notes\":\"read\"}")));

    private static final List<Attack> SPELLINGS = List.of(
            badToken(19, "unused bits at the end", grounds -> Forgeries.respelt(grounds.token(grounds.order()))),
            badToken(19, "padding", grounds -> grounds.token(grounds.order()) + "="),
            badToken(19, "a blank inside", grounds -> grounds.token(grounds.order())
                    .replaceFirst("\\.", ". ")),
            badToken(21, "five parts", grounds -> grounds.token(grounds.order()) + ".AA.AA"),
            badToken(21, "the form that is JSON", grounds -> Forgeries.asJson(grounds.token(grounds.order()))),
            badToken(21, "a token of 12,000 letters", _ -> "a".repeat(12_000)),
            refused(
                    21,
                    "a token of 17,000 letters",
                    new Refused(431, "the token is longer than"),
                    _ -> Grounds.list("a".repeat(17_000))),
            badToken(
                    21,
                    "claims 2,000 deep",
                    grounds -> grounds.token(grounds.order()
                            .with("payload_text", text("{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}")))),
            foiled(21, "a subject twice", TokenAttacks::subjectTwice),
            foiled(20, "a session that has ended", TokenAttacks::endedSession));

    static final List<List<Attack>> TABLES = List.of(CREDENTIALS, SIGNATURES, CLAIMS, SPELLINGS);

    /// The fetches of keys while two hundred unknown ones are shown, on a slow machine too: the pause between
    /// fetches begins with a second and grows.
    private static final int FETCHES_MAX = 5;

    private TokenAttacks() {}

    static void assertRefused(Grounds grounds, String token) {
        assertThat(grounds.notes(token).status()).as(token).isEqualTo(401);
    }

    private static void noAlgorithm(Grounds grounds) {
        String good = grounds.token(grounds.order());
        for (String algorithm : List.of("none", "None", "nOnE", "HS512", "RS512", "PS256", "ES256")) {
            assertRefused(grounds, Forgeries.unsigned(good, algorithm, ""));
            assertRefused(grounds, Forgeries.unsigned(good, algorithm, "AAAA"));
        }
    }

    private static void unknownKeys(Grounds grounds) {
        assertThat(grounds.notes(grounds.token(grounds.order())).status()).isEqualTo(200);
        long before = grounds.provider().calls("keys");
        IntStream.range(0, 200)
                .mapToObj(number -> grounds.token(grounds.order().header("kid", text("unknown-" + number))))
                .forEach(token -> assertRefused(grounds, token));
        assertThat(grounds.provider().calls("keys") - before).isLessThanOrEqualTo(FETCHES_MAX);
        assertThat(grounds.notes(grounds.token(grounds.order())).status()).isEqualTo(200);
    }

    private static void oddKeyIds(Grounds grounds) {
        for (String keyId : List.of("\"../../etc/passwd\"", "\"' OR 1=1 --\"", "\"\"", "[\"hs256\"]", "{}", "7")) {
            assertRefused(grounds, grounds.token(grounds.order().header("kid", keyId)));
        }
    }

    private static void keysBroughtAlong(Grounds grounds) {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = text("http://127.0.0.1:" + listener.getLocalPort() + "/keys");
            String key = grounds.provider().keys().path(0).toString();
            for (String parameter : List.of("jku", "x5u")) {
                assertRefused(
                        grounds, grounds.token(grounds.order().byStranger().header(parameter, address)));
            }
            assertRefused(grounds, grounds.token(grounds.order().byStranger().header("jwk", key)));
            assertRefused(grounds, grounds.token(grounds.order().byStranger().header("x5c", "[\"MIIB\"]")));
            assertNobodyCame(listener);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void assertNobodyCame(ServerSocket listener) throws IOException {
        listener.setSoTimeout(50);
        try (var visitor = listener.accept()) {
            throw new AssertionError("the server came to fetch a key: " + visitor);
        } catch (SocketTimeoutException nobody) {
            assertThat(nobody).isNotNull();
        }
    }

    private static void otherIssuers(Grounds grounds) {
        String issuer = grounds.provider().issuer();
        for (String other : List.of("https://other.example", issuer + "/", issuer.toUpperCase(Locale.ROOT))) {
            assertRefused(grounds, grounds.token(grounds.order().claim("iss", text(other))));
        }
        assertRefused(grounds, grounds.token(grounds.order().claim("iss", "null")));
    }

    private static void oddSubjects(Grounds grounds) {
        for (String subject :
                List.of("null", "\"\"", "\"  \"", "7", "[\"user_1\"]", "\"a\\u0000b\"", text("u".repeat(5_000)))) {
            assertRefused(grounds, grounds.token(grounds.order().claim("sub", subject)));
        }
    }

    private static void subjectTwice(Grounds grounds) {
        String claims = Forgeries.decoded(Forgeries.payload(grounds.token(grounds.order())));
        String twice = "{\"sub\":\"user_2\"," + claims.substring(1);
        assertRefused(grounds, grounds.token(grounds.order().with("payload_text", text(twice))));
    }

    private static void endedSession(Grounds grounds) {
        String session = "session_" + Instant.now().toEpochMilli();
        String token = grounds.token(grounds.order().claim("sid", text(session)));
        assertThat(grounds.notes(token).status()).isEqualTo(200);

        int told = grounds.tell("{\"id\":\"event_" + session + "\",\"event\":\"session.revoked\",\"data\":{\"id\":\""
                + session + "\"}}");

        assertThat(told).isEqualTo(200);
        assertRefused(grounds, token);
    }

    private static String manyAudiences() {
        return IntStream.range(0, 10_000)
                .mapToObj(number -> "\"https://a" + number + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String seconds(long fromNow) {
        return Long.toString(Instant.now().getEpochSecond() + fromNow);
    }
}
