package dev.toolbridge.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.error.Refusal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of requests: taken, refused from the headers, and never taken for the next request.
class RequestBodyTest {
    private static final String ECHO = "POST /echo HTTP/1.1\r\nHost: a\r\n";
    private static final String CLOSED = "POST /closed HTTP/1.1\r\nHost: a\r\n";
    private static final String NEXT = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void start() {
        var config = HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)).openTo(List.of("https://app.example"));
        var routes = List.of(
                new Route("GET", "/hello", 0, _ -> Answer.text(200, "hello")),
                new Route("POST", "/echo", 1_000, request -> Answer.json(200, request.body())),
                new Route("POST", "/copied", 1_000, this::copied),
                new Route("POST", "/ignored", 1_000, _ -> Answer.text(200, "ignored")),
                new Route("POST", "/closed", 1_000, _ -> {
                    throw Refusal.of(ErrorCode.UNAUTHORIZED, "unauthorized");
                }));
        server = HttpServer.start(config, routes, new SimpleMeterRegistry());
    }

    private Answer copied(Request request) {
        try {
            request.copyBody(file);
            return Answer.text(200, file.toString(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesABodyAsItComes() {
        try (var connection = connect()) {
            connection.send("POST /copied HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
            connection.send("2\r\nde\r\n0\r\n\r\n" + NEXT);

            assertThat(connection.hear("POST").text()).isEqualTo("abcde");
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @Test
    void refusesAWrittenBodyThatIsTooLargeOrCutOff() {
        try (var connection = connect()) {
            connection.send("POST /copied HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + "3e9\r\n"
                    + "x".repeat(1_001) + "\r\n0\r\n\r\n");

            assertThat(connection.hear("POST").status()).isEqualTo(413);
        }
        try (var connection = connect()) {
            connection.send("POST /copied HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n");

            assertThat(connection.hear("POST").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "401 /closed Content-Length: 5",
                "401 /closed Transfer-Encoding: chunked",
                "413 /echo Content-Length: 100000000",
                "413 /echo Content-Length: 1001",
                "413 /copied Content-Length: 1001",
                "415 /echo Content-Encoding: gzip\r\nContent-Length: 5",
                "415 /echo Content-Encoding: identity, br\r\nTransfer-Encoding: chunked",
                "404 /unknown Content-Length: 5",
                "405 /hello Content-Length: 5",
                "200 /ignored Content-Length: 5",
                "403 /echo Origin: https://evil.example\r\nContent-Length: 5"
            })
    void answersFromTheHeadersWhereTheyAreEnough(String expected) {
        String[] parts = expected.split(" ", 3);
        try (var connection = connect()) {
            connection.send(
                    "POST " + parts[1] + " HTTP/1.1\r\nHost: a\r\n" + parts[2] + "\r\nExpect: 100-continue\r\n\r\n");

            var answer = connection.hear("POST");

            assertThat(answer.status()).isEqualTo(Integer.parseInt(parts[0]));
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void takesNoBodyThatWasNotWaitedForAsTheNextRequest() {
        try (var connection = connect()) {
            connection.send(CLOSED + "Content-Length: " + NEXT.length() + "\r\nExpect: 100-continue\r\n\r\n" + NEXT);

            assertThat(connection.hear("POST").status()).isEqualTo(401);
            assertThat(connection.rest()).doesNotContain("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"100-continue", "100-Continue"})
    void continuesWhenTheBodyIsNeeded(String expectation) {
        try (var connection = connect()) {
            connection.send(ECHO + "Content-Length: 2\r\nExpect: " + expectation + "\r\n\r\n");
            assertThat(connection.hear("POST").status()).isEqualTo(100);

            connection.send("{}" + NEXT);

            assertThat(connection.hear("POST").text()).isEqualTo("{}");
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Content-Length: 5\r\n\r\n12345", "Transfer-Encoding: chunked\r\n\r\n5\r\n12345\r\n0\r\n\r\n"})
    void readsABodyAwayThatNobodyNeeded(String body) {
        for (String path : List.of("/closed", "/ignored", "/unknown", "/hello")) {
            try (var connection = connect()) {
                var first = connection
                        .send("POST " + path + " HTTP/1.1\r\nHost: a\r\n" + body + NEXT)
                        .hear("POST");

                assertThat(first.closes()).isFalse();
                assertThat(connection.hear("GET").text()).isEqualTo("hello");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 2\r\nContent-Encoding: identity\r\n\r\n{}",
                "Content-Length: 2\r\nContent-Encoding: Identity\r\n\r\n{}",
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX-Checksum: 1\r\nX-Other: 2\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTrailer: X-Checksum\r\n\r\n2\r\n{}\r\n0;last\r\nX-Checksum: 1\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2;name=value\r\n{}\r\n000\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n0001 ;x=\"y\"\r\n}\r\n0\r\n\r\n",
                "Transfer-Encoding: Chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
            })
    void takesBodiesAsHttpAllowsThem(String rest) {
        try (var connection = connect()) {
            connection.send(ECHO + rest + NEXT);

            var answer = connection.hear("POST");

            assertThat(answer.text()).isEqualTo("{}");
            assertThat(answer.closes()).isFalse();
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffff\r\n{}\r\n0\r\n\r\n",
                "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 2, 2\r\n\r\n{}",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length : 2\r\n\r\n{}",
                "X-Folded: a\r\n Content-Length: 2\r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}"
            })
    void refusesBodiesWhoseEndIsInDoubtAndCloses(String rest) {
        try (var connection = connect()) {
            connection.send(ECHO + rest + NEXT);

            var answer = connection.hear("POST");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.closes()).isTrue();
            assertThat(connection.rest()).isEmpty();
        }
    }

    @Test
    void boundsTrailers() {
        try (var connection = connect()) {
            connection.send(ECHO + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n" + "X-Long: 1\r\n".repeat(2_000)
                    + "\r\n");

            assertThat(connection.hear("POST").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r\n\r\n"})
    void takesEmptyLinesAheadOfARequest(String lines) {
        try (var connection = connect()) {
            connection.send(lines + NEXT + lines + ECHO + "Content-Length: 2\r\n\r\n{}" + lines + NEXT);

            assertThat(connection.hear("GET").text()).isEqualTo("hello");
            assertThat(connection.hear("POST").text()).isEqualTo("{}");
            assertThat(connection.hear("GET").text()).isEqualTo("hello");
        }
    }

    @Test
    void takesNoEndOfEmptyLines() {
        try (var connection = connect()) {
            assertThat(connection.send("\r\n".repeat(20) + NEXT).hear("GET").status())
                    .isEqualTo(400);
        }
    }

    private RawConnection connect() {
        return RawConnection.to(server.port());
    }
}
