package dev.toolbridge.tests.attack;

import static dev.toolbridge.tests.attack.Attack.foiled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.tests.wire.RawConnection;
import dev.toolbridge.tests.wire.RawConnection.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Attacks on bare connections, with bytes that no client library sends.
final class WireAttacks {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(2);
    private static final Duration STALL_ENDED_MAX = Duration.ofSeconds(Grounds.STALL_SECONDS * 4L);
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String SMUGGLED = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final String SMUGGLED_ANSWER = "\r\n\r\nok";
    private static final int IDLE = 300;
    private static final int CHUNK_BYTES = 0x100000;

    /// The end of the body is ambiguous: two readers of it could see two requests, or one.
    private static final List<String> DOUBTFUL_FRAMES = List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 5",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
            "Transfer-Encoding: chunked, identity",
            "Transfer-Encoding: identity, chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding : chunked",
            "Transfer-Encoding:\u000bchunked",
            "Transfer-Encoding: gzip, chunked",
            "X-Folded: a\r\n Transfer-Encoding: chunked",
            "Content-Length: 5\r\nContent-Length: 5",
            "Content-Length: 5\r\nContent-Length: 6",
            "Content-Length: 5, 5",
            "Content-Length: +5",
            "Content-Length: -5",
            "Content-Length: 0x5",
            "Content-Length: 5\u0000",
            "Content-Length: 99999999999999999999",
            "X-Bare: a\nContent-Length: 5",
            "X-Bare: a\rContent-Length: 5");

    private static final List<String> BAD_REQUESTS = List.of(
            "GET /v1/notes HTTP/1.1\r\n\r\n",
            "GET /v1/notes HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /v1/notes HTTP/1.0\r\nHost: a\r\n\r\n",
            "GET /v1/notes HTTP/3.0\r\nHost: a\r\n\r\n",
            "GET /v1/notes\r\n\r\n",
            "GET  /v1/notes HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
            "GET /v1/notes HTTP/1.1\r\nHost: a\r\nX-Null: a\u0000b\r\n\r\n");

    private static final List<String> TRICKS = List.of(
            "/healthz/../v1/notes",
            "/healthz/%2e%2e/v1/notes",
            "/healthz/..%2fv1/notes",
            "//v1/notes",
            "/./v1/notes",
            "/v1/notes;a=b",
            "/v1/notes/",
            "/V1/notes",
            "/v1/%6eotes",
            "/v1\\notes",
            "http://evil.example/v1/notes",
            "/v1/notes?access_token=x",
            "/healthz#/../v1/notes");

    static final List<Attack> ALL = List.of(
            foiled(60, "a body whose end is in doubt", WireAttacks::doubtfulFrames),
            foiled(60, "a body that nobody waited for", WireAttacks::unawaitedBody),
            foiled(60, "requests that are none", WireAttacks::badRequests),
            foiled(60, "another protocol on the same connection", WireAttacks::upgrade),
            foiled(60, "headers that may come once, twice", WireAttacks::twice),
            foiled(64, "paths that only look public", WireAttacks::tricks),
            foiled(64, "a line break in a path", WireAttacks::splitAnswer),
            foiled(61, "requests that stand half-sent", WireAttacks::halfSent),
            foiled(61, "chunks larger than all limits", WireAttacks::largeChunks),
            foiled(61, "hundreds of connections that say nothing", WireAttacks::idle));

    private WireAttacks() {}

    private static String begun(String method, String token) {
        return method + " " + Grounds.NOTES + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    }

    private static Heard heard(Grounds grounds, String request, Duration silenceMax) {
        try (var connection = RawConnection.to(grounds.api().server())) {
            return connection.send(request).hear(silenceMax);
        }
    }

    /// The answers on many connections at a time.
    private static List<Heard> allHeard(List<String> requests, Function<String, Heard> exchange) {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Heard>>();
            requests.forEach(request -> futures.add(executor.submit(() -> exchange.apply(request))));
            var all = new ArrayList<Heard>();
            for (var future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while listening", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a connection could not be made", failed);
        }
    }

    private static void doubtfulFrames(Grounds grounds) {
        String token = grounds.token(grounds.order());
        var requests = DOUBTFUL_FRAMES.stream()
                .map(frame -> begun("POST", token) + frame + "\r\n\r\n0\r\n\r\n" + SMUGGLED)
                .toList();
        var all = allHeard(requests, request -> heard(grounds, request, SILENCE_MAX));
        for (int index = 0; index < all.size(); index++) {
            assertOneRefusal(DOUBTFUL_FRAMES.get(index), all.get(index));
        }
        assertServed(grounds);
    }

    private static void assertOneRefusal(String what, Heard heard) {
        assertThat(heard.answers()).as("%s: %s", what, heard).isLessThanOrEqualTo(1);
        assertThat(heard.text()).as(what).doesNotContain(SMUGGLED_ANSWER);
        if (heard.answers() == 1) {
            assertThat(heard.status()).as("%s: %s", what, heard).isBetween(400, 505);
        }
    }

    /// Requires that the server still answers others.
    private static void assertServed(Grounds grounds) {
        assertThat(grounds.notes(grounds.token(grounds.order())).status()).isEqualTo(200);
    }

    private static void unawaitedBody(Grounds grounds) {
        String frame = "Expect: 100-continue\r\nContent-Length: " + SMUGGLED.length() + "\r\n\r\n" + SMUGGLED;
        String good = grounds.token(grounds.order().claim("scope", "\"notes:read\""));
        for (String request : List.of(
                begun("POST", "bad") + frame,
                begun("POST", good) + frame,
                begun("POST", good) + "Content-Encoding: gzip\r\n" + frame,
                begun("POST", good).replaceFirst("notes", "nothing") + frame)) {
            var heard = heard(grounds, request, SILENCE_MAX);
            assertThat(heard.text()).as(request).doesNotContain(SMUGGLED_ANSWER);
            assertThat(heard.text().replaceFirst("HTTP/1.1 100 Continue\r\n\r\n", ""))
                    .as(request)
                    .containsPattern("^HTTP/1.1 4\\d\\d ");
        }
    }

    private static void badRequests(Grounds grounds) {
        var all = allHeard(BAD_REQUESTS, request -> heard(grounds, request + SMUGGLED, SILENCE_MAX));
        for (int index = 0; index < all.size(); index++) {
            String what = BAD_REQUESTS.get(index);
            assertOneRefusal(what, all.get(index));
            assertThat(all.get(index).ended()).as(what).isTrue();
            assertThat(all.get(index).text()).as(what).doesNotContainIgnoringCase("exception", "helidon");
        }
    }

    private static void upgrade(Grounds grounds) {
        for (String protocol : List.of("h2c", "websocket", "TLS/1.2")) {
            var heard = heard(
                    grounds,
                    begun("GET", grounds.token(grounds.order())) + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: "
                            + protocol + "\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                    Duration.ofMillis(500));
            assertThat(heard.status()).as(protocol + heard).isNotEqualTo(101).isBetween(200, 426);
        }
    }

    private static void twice(Grounds grounds) {
        String token = grounds.token(grounds.order());
        for (String header : List.of(
                "Authorization: Bearer " + token,
                "X-TB-Tenant-ID: tenant_thinkpen_b2c\r\nX-TB-Tenant-ID: tenant_thinkpen_b2c",
                "X-Sync-Session: a\r\nX-Sync-Session: b",
                "X-Sync-Epoch: 1\r\nX-Sync-Epoch: 2")) {
            var heard = heard(grounds, begun("GET", token) + header + "\r\nConnection: close\r\n\r\n", SILENCE_MAX);
            assertThat(heard.status()).as(header + heard).isEqualTo(400);
        }
    }

    private static void tricks(Grounds grounds) {
        for (String path : TRICKS) {
            var heard = heard(
                    grounds, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", SILENCE_MAX);
            assertThat(heard.text()).as(path).doesNotContain("\"items\"").doesNotContain(SMUGGLED_ANSWER + "\n");
            assertThat(heard.status()).as(path + heard).isIn(400, 401, 404);
        }
    }

    private static void splitAnswer(Grounds grounds) {
        String token = grounds.token(grounds.order());
        for (String path : List.of("/v1/notes/%0d%0aX-Planted:%20yes", "/v1/%0d%0aX-Planted:%20yes/a")) {
            String request =
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Correlation-ID: a%0d%0aX-Planted: yes\r\n"
                            + "Authorization: Bearer " + token + "\r\nConnection: close\r\n\r\n";
            var heard = heard(grounds, request, SILENCE_MAX);
            assertThat(heard.text()).as(path).doesNotContain("\nX-Planted", "\nx-planted");
            assertThat(heard.status()).as(path).isIn(400, 404);
        }
    }

    private static void halfSent(Grounds grounds) {
        String post = begun("POST", grounds.token(grounds.order()));
        var requests = List.of(
                "G",
                "GET " + Grounds.NOTES + " HTTP/1.1\r\n",
                post + "X-Slow: ",
                post + "Content-Length: 100\r\n\r\n",
                post + "Content-Length: 100\r\n\r\n{\"title\":",
                post + CHUNKED + "\r\n",
                post + CHUNKED + "\r\n5\r\n{\"a",
                post + CHUNKED + "\r\n-5\r\n12345\r\n",
                post + CHUNKED + "\r\n7fffffffffffffff\r\n12345\r\n",
                post + CHUNKED + "\r\nffffffffffffffffffff\r\n12345\r\n",
                post + CHUNKED + "\r\nzz\r\n12345\r\n",
                post + CHUNKED + "\r\n5\n12345\n0\n\n");
        var all = allHeard(requests, request -> heard(grounds, request, STALL_ENDED_MAX));
        for (int index = 0; index < all.size(); index++) {
            assertThat(all.get(index).ended()).as(requests.get(index)).isTrue();
            assertThat(all.get(index).answers()).as(requests.get(index)).isLessThanOrEqualTo(1);
        }
        assertServed(grounds);
    }

    /// Sends a body far beyond the limit of a note, in chunks of an allowed size.
    private static void largeChunks(Grounds grounds) {
        String chunk = Integer.toHexString(CHUNK_BYTES) + "\r\n" + "x".repeat(CHUNK_BYTES) + "\r\n";
        try (var connection = RawConnection.to(grounds.api().server())) {
            connection.send(begun("POST", grounds.token(grounds.order())) + CHUNKED + "\r\n");
            for (int count = 0; count < 24; count++) {
                connection.send(chunk);
            }
            var heard = connection.hear(STALL_ENDED_MAX);
            assertThat(heard.ended() || heard.status() == 413).as(heard.text()).isTrue();
            assertThat(heard.status()).isIn(0, 413);
        }
        assertServed(grounds);
    }

    private static void idle(Grounds grounds) {
        var silent = IntStream.range(0, IDLE)
                .mapToObj(_ -> RawConnection.to(grounds.api().server()))
                .toList();
        try {
            assertServed(grounds);
        } finally {
            silent.forEach(RawConnection::close);
        }
    }
}
