package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.foiled;
import static dev.toolbridge.tests.attack.Attack.refused;
import static dev.toolbridge.tests.attack.Attack.unauthorized;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.attack.Attack.Refused;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/// Attacks on the cost of a request, and on the server around the routes.
final class RequestAttacks {
    private static final int BODY_BYTES = 3 * 1_048_576;
    private static final int ARRAY_LENGTH = 1_000_000;
    private static final long SLOW_MS = 2_000;
    private static final int TRIES = 3;

    private static final List<Attack> BODIES = List.of(
            written("a body of three megabytes", new Refused(413, "too_large"), "\"" + "x".repeat(BODY_BYTES) + "\""),
            written(
                    "an array of a million",
                    new Refused(400, "item_too_large"),
                    "{\"a\":[" + "1,".repeat(ARRAY_LENGTH) + "1]}"),
            written(
                    "ten thousand levels",
                    new Refused(400, "invalid"),
                    "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
            written("a number that never ends", new Refused(400, "invalid"), "{\"a\":1e999999999}"),
            written("a number of 5,000 digits", new Refused(400, "invalid"), "{\"a\":" + "9".repeat(5_000) + "}"),
            written("a text with a null in it", new Refused(400, "invalid"), "{\"title\":\"a\\u0000b\"}"),
            written("half a character", new Refused(400, "invalid"), "{\"title\":\"\\ud800\"}"),
            written("not a number", new Refused(400, "invalid"), "{\"a\":NaN}"),
            refused(62, "a body that unpacks itself", new Refused(415, "Content-Encoding"), grounds -> KeyAttacks.write(
                            grounds.token(grounds.order()))
                    .with("Content-Encoding", "gzip")),
            refused(
                    62,
                    "a page of 50 KB",
                    new Refused(414, ""),
                    grounds -> Grounds.as(
                            Call.of("GET", Grounds.NOTES + "?limit=" + "9".repeat(50_000)),
                            grounds.token(grounds.order()))),
            foiled(62, "a letter that was never one, in a path", RequestAttacks::nullInPath));

    private static final List<Attack> SURROUNDINGS = List.of(
            refused(
                    64,
                    "the debugging method",
                    new Refused(405, "method_not_allowed"),
                    grounds -> Grounds.as(Call.of("TRACE", Grounds.NOTES), grounds.token(grounds.order()))),
            foiled(64, "another method in a header", RequestAttacks::methodOverride),
            foiled(64, "a page of an evil origin", RequestAttacks::evilOrigin),
            refused(
                    64,
                    "the meters on the public port",
                    new Refused(404, "not_found"),
                    _ -> Call.of("GET", "/metrics")),
            unauthorized(64, "a path with a parameter", _ -> Call.of("GET", "/v1/notes;x=1")),
            foiled(64, "a correlation id of 10 KB", RequestAttacks::longCorrelation),
            foiled(64, "more requests than the rate", RequestAttacks::tooOften),
            foiled(64, "an error that shows the house", RequestAttacks::errorPages));

    static final List<List<Attack>> TABLES = List.of(BODIES, SURROUNDINGS);

    private RequestAttacks() {}

    /// A body that the API must refuse before it costs much. The fastest of some tries counts: a busy machine
    /// delays one or another, a costly body delays all.
    private static Attack written(String what, Refused expected, String body) {
        return foiled(62, what, grounds -> {
            String token = grounds.token(grounds.order());
            Call call = Grounds.as(Call.of("POST", Grounds.NOTES).json(body), token);
            var tries = LongStream.generate(() -> refusalMs(grounds, call, expected))
                    .limit(TRIES);
            assertThat(tries.anyMatch(ms -> ms < SLOW_MS)).as("refused at once").isTrue();
        });
    }

    private static long refusalMs(Grounds grounds, Call call, Refused expected) {
        long startNs = System.nanoTime();
        Reply reply = grounds.send(call);
        assertThat(reply.status()).as(reply::toString).isEqualTo(expected.status());
        assertThat(reply.body()).contains(expected.text());
        return (System.nanoTime() - startNs) / 1_000_000;
    }

    private static void nullInPath(Grounds grounds) {
        String token = grounds.token(grounds.order());
        for (String uid : List.of("%00", "a%00b", "%ff%fe", "..%2f..%2fetc", "%27%20OR%201=1")) {
            var reply = grounds.send(Grounds.as(Call.of("GET", Grounds.NOTES + "/" + uid), token));
            assertThat(reply.status()).as(uid + reply).isIn(400, 404);
        }
    }

    private static void methodOverride(Grounds grounds) {
        String token = grounds.token(grounds.user());
        String path = Grounds.NOTES + "/"
                + grounds.send(KeyAttacks.write(token)).at("/uid").asText();
        for (String header : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            var reply = grounds.send(Grounds.as(Call.of("GET", path), token).with(header, "DELETE"));
            assertThat(reply.status()).as(header).isEqualTo(200);
        }
        assertThat(grounds.send(Grounds.as(Call.of("GET", path), token))
                        .at("/deletedAt")
                        .isMissingNode())
                .isTrue();
    }

    private static void evilOrigin(Grounds grounds) {
        String token = grounds.token(grounds.order());
        for (String origin : List.of("https://evil.example", "null")) {
            var reply = grounds.send(Grounds.list(token).with("Origin", origin));
            assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
            assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        }
    }

    private static void longCorrelation(Grounds grounds) {
        var reply =
                grounds.send(Grounds.list(grounds.token(grounds.order())).with("X-Correlation-ID", "c".repeat(10_000)));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-Correlation-ID").orElse("")).hasSize(36);
    }

    private static void tooOften(Grounds grounds) {
        String token = grounds.token(grounds.user());
        Set<Integer> statuses = new HashSet<>();
        for (int request = 0; request < 25; request++) {
            statuses.add(grounds.send(Grounds.as(Call.of("GET", "/v1/auth/tenant"), token))
                    .status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 429);
    }

    private static void errorPages(Grounds grounds) {
        String token = grounds.token(grounds.order());
        for (String path : List.of("/v1/notes/x", "/v1/nothing", "/v1/notes?cursor=%00", "/v1/sync/notes/pull")) {
            var reply = grounds.send(Grounds.as(Call.of("GET", path), token));
            assertThat(reply.status()).as(path).isBetween(400, 499);
            assertThat(reply.body())
                    .doesNotContainIgnoringCase("exception", "helidon", "java.", "select ", "postgres", "org.");
            assertThat(reply.header("Server")).isEmpty();
        }
    }
}
