package dev.toolbridge.api.webhook.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.api.webhook.Destinations;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Receivers that do harm: each attempt ends in time, and nothing else is called.
class CallbackClientTest {
    private static final Duration WHOLE = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.US_ASCII);

    private final CountDownLatch done = new CountDownLatch(1);
    private final CallbackClient client = client(new Destinations(true, List.of()));

    private static CallbackClient client(Destinations destinations) {
        return new CallbackClient(destinations, InstantSource.system(), WHOLE);
    }

    @AfterEach
    void close() {
        done.countDown();
        client.close();
    }

    /// Answers a connection in its own way.
    @FunctionalInterface
    private interface Answering {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws Exception {
        try (var inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(500);
            String location = "http://127.0.0.1:" + inside.getLocalPort() + "/inside";

            Attempt attempt = send(
                    out -> write(out, "HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n"));

            assertThat(attempt).isEqualTo(new Attempt.Answered(302, Optional.empty()));
            org.assertj.core.api.Assertions.assertThatThrownBy(inside::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void aBombIsNotUnpacked() throws Exception {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            var zeros = new byte[1_048_576];
            for (int mebibyte = 0; mebibyte < 64; mebibyte++) {
                gzip.write(zeros);
            }
        }

        Attempt attempt = send(out -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + packed.size() + "\r\n\r\n");
            packed.writeTo(out);
        });

        assertThat(attempt).isEqualTo(new Attempt.Answered(200, Optional.empty()));
    }

    @Test
    void anEndlessHeaderIsCutOff() throws Exception {
        Attempt attempt = send(out -> {
            write(out, "HTTP/1.1 200 OK\r\nX-Long: ");
            endless(out, "x".repeat(8_192));
        });

        assertThat(attempt).isInstanceOf(Attempt.Failed.class);
    }

    @Test
    void endlessHeadersAreCutOff() throws Exception {
        Attempt attempt = send(out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            endless(out, "X-More: x\r\n".repeat(500));
        });

        assertThat(attempt).isInstanceOf(Attempt.Failed.class);
    }

    @Test
    void endlessInterimAnswersEndInTime() throws Exception {
        Attempt attempt = send(out -> endless(out, "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100)));

        assertThat(attempt).isInstanceOf(Attempt.Failed.class);
    }

    @Test
    void aDrippingServerIsLeftInTime() throws Exception {
        Attempt attempt = send(out -> {
            write(out, "HTTP/1.1 200 OK\r\n");
            while (!done.await(100, TimeUnit.MILLISECONDS)) {
                write(out, "X");
            }
        });

        assertThat(attempt).isEqualTo(new Attempt.Failed("no answer in time"));
    }

    @Test
    void anEndlessBodyIsNotRead() throws Exception {
        Attempt attempt = send(out -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            endless(out, "x".repeat(65_536));
        });

        assertThat(attempt).isEqualTo(new Attempt.Answered(200, Optional.empty()));
    }

    @Test
    void aSilentServerIsLeftInTime() throws Exception {
        assertThat(send(_ -> done.await())).isEqualTo(new Attempt.Failed("no answer in time"));
    }

    @Test
    void nonsenseIsAFailure() throws Exception {
        assertThat(send(out -> write(out, "hello\r\n\r\n"))).isEqualTo(new Attempt.Failed("the connection failed"));
    }

    @Test
    void aNameThatChangesItsAddressAfterTheCheckIsNotCalled() throws Exception {
        try (var inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            inside.setSoTimeout(500);
            var asked = new AtomicInteger();
            var changing = new Destinations(false, Set.of(), _ -> new InetAddress[] {
                asked.getAndIncrement() == 0 ? InetAddress.getByName("8.8.8.8") : InetAddress.getLoopbackAddress()
            });

            try (var other = client(changing)) {
                Attempt attempt =
                        other.send("https://changing.example:" + inside.getLocalPort() + "/hook", Map.of(), BODY);

                assertThat(attempt).isEqualTo(new Attempt.Failed("the host has no address that may be called"));
                assertThat(asked).hasValueGreaterThan(1);
                org.assertj.core.api.Assertions.assertThatThrownBy(inside::accept)
                        .isInstanceOf(java.net.SocketTimeoutException.class);
            }
        }
    }

    @Test
    void theReceiverSaysWhenToComeBack() throws Exception {
        Attempt attempt = send(out -> write(out, "HTTP/1.1 503 No\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"));

        assertThat(attempt).isEqualTo(new Attempt.Answered(503, Optional.of(Duration.ofMinutes(2))));
    }

    private Attempt send(Answering answering) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server, answering));
            long begin = System.nanoTime();
            Attempt attempt = client.send("http://127.0.0.1:" + server.getLocalPort() + "/hook", Map.of(), BODY);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LATE);
            return attempt;
        }
    }

    private void serve(ServerSocket server, Answering answering) {
        try (Socket socket = server.accept()) {
            byte[] head = socket.getInputStream().readNBytes(20);
            if (head.length > 0) {
                answering.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
                done.await(200, TimeUnit.MILLISECONDS);
            }
        } catch (IOException _) {
            done.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes until the other side has enough.
    private void endless(OutputStream out, String text) throws IOException {
        while (done.getCount() > 0) {
            write(out, text);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }
}
