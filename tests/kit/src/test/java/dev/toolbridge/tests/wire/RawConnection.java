package dev.toolbridge.tests.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A bare connection that can send any bytes, complete or not.
public final class RawConnection implements AutoCloseable {
    private final Socket socket;

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection to(Server server) {
        try {
            return new RawConnection(
                    new Socket(server.address().getHost(), server.address().getPort()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The received answer.
    ///
    /// @param text its whole text
    /// @param ended true if the server has ended the connection
    public record Heard(String text, boolean ended) {

        /// The number of answers in it.
        public int answers() {
            return text.split("HTTP/1\\.1 \\d{3} ", -1).length - 1;
        }

        /// The status of the first answer; 0 if there is none.
        public int status() {
            return text.matches("(?s)HTTP/1\\.1 \\d{3} .*") ? Integer.parseInt(text.substring(9, 12)) : 0;
        }
    }

    /// Sends text, a byte for each letter. The received answer shows if the server still listens.
    public RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        } catch (SocketException ended) {
            assert socket.isConnected() : ended;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return this;
    }

    /// Listens until the server ends the connection, or is silent for this time.
    public Heard hear(Duration silenceMax) {
        var bytes = new ByteArrayOutputStream();
        try {
            socket.setSoTimeout((int) silenceMax.toMillis());
            byte[] buffer = new byte[8_192];
            for (int count = 0; count >= 0; count = socket.getInputStream().read(buffer)) {
                bytes.write(buffer, 0, count);
            }
            return new Heard(bytes.toString(StandardCharsets.UTF_8), true);
        } catch (SocketTimeoutException silent) {
            return new Heard(bytes.toString(StandardCharsets.UTF_8), false);
        } catch (SocketException reset) {
            return new Heard(bytes.toString(StandardCharsets.UTF_8), true);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
