package dev.toolbridge.tenants.runtime.process.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Answers that break the rules, from a socket of the test's own.
class SocketHttpTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    private Path folder;

    @Test
    void theBodyOfAGoodAnswerIsRead() {
        assertThat(answered("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok")).isEqualTo("ok");
        assertThat(answered("HTTP/1.1 200 OK\r\nServer: x\r\n\r\nto the end")).isEqualTo("to the end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "HTTP/1.0 200 OK\r\n",
                "HTTP/1.0 500 Internal\r\n\r\n<fault/>",
                "HTTP/1.0 401 Unauthorized\r\n\r\n",
                "HTTP/1.0 200 OK\r\nContent-Length: 3\r\n\r\nok",
                "HTTP/2 200 OK\r\n\r\nok"
            })
    void aBrokenAnswerIsRefused(String answer) {
        assertThatExceptionOfType(BadAnswer.class).isThrownBy(() -> answered(answer));
    }

    @Test
    void anEndlessAnswerIsCut() {
        assertThatExceptionOfType(BadAnswer.class)
                .isThrownBy(() -> answered("HTTP/1.0 200 OK\r\n\r\n" + "x".repeat(SocketHttp.ANSWER_BYTES_MAX)))
                .withMessageContaining("longer");
    }

    @Test
    void silenceEndsWithTheTime() throws IOException {
        try (var server = listening()) {
            assertThat(server.isOpen()).isTrue();
            assertThatExceptionOfType(RuntimeUnavailable.class)
                    .isThrownBy(() -> new SocketHttp(socket(), SHORT).post("/", new byte[0]))
                    .withMessageContaining("within");
        }
    }

    @Test
    void nobodyIsToldApartFromSilence() throws IOException {
        assertThatExceptionOfType(SupervisorAbsent.class)
                .isThrownBy(() -> new SocketHttp(socket(), SHORT).post("/", new byte[0]));
        listening().close();
        assertThat(Files.exists(socket())).as("the file of a dead server").isTrue();
        assertThatExceptionOfType(SupervisorAbsent.class)
                .isThrownBy(() -> new SocketHttp(socket(), SHORT).post("/", new byte[0]));
        assertThat(new SupervisorClient(socket()).isRunning()).isFalse();
    }

    private String answered(String answer) {
        try (var server = listening()) {
            Thread.ofVirtual().start(() -> answer(server, answer));
            return new String(new SocketHttp(socket(), WITHIN).post("/RPC2", new byte[0]), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            socket().toFile().delete();
        }
    }

    private static void answer(ServerSocketChannel server, String answer) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(1_000));
            var bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                client.write(bytes);
            }
        } catch (IOException cut) {
            assertThat(cut).isNotNull();
        }
    }

    private ServerSocketChannel listening() throws IOException {
        return ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket()));
    }

    private Path socket() {
        return folder.resolve("s");
    }
}
