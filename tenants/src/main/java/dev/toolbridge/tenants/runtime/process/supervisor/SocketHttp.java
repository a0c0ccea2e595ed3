package dev.toolbridge.tenants.runtime.process.supervisor;

import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/// Sends one request over a Unix socket, as HTTP/1.0: the answer ends with its connection.
record SocketHttp(Path socket, Duration within) {
    static final int ANSWER_BYTES_MAX = 8 * 1024 * 1024;
    private static final int PIECE_BYTES = 16 * 1024;
    private static final String HEAD_END = "\r\n\r\n";
    private static final Pattern GOOD = Pattern.compile("HTTP/1\\.[01] 200 .*", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *(\\d{1,9})(?:\r\n|$)");

    /// The body of the answer.
    ///
    /// @throws SupervisorAbsent if nobody listens
    /// @throws RuntimeUnavailable if there is no whole answer in time
    byte[] post(String path, byte[] body) {
        var isLate = new AtomicBoolean();
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread watch = Thread.ofVirtual().start(() -> closeLate(channel, isLate));
            try {
                connect(channel);
                send(channel, head(path, body.length), body);
                return body(receive(channel));
            } finally {
                watch.interrupt();
            }
        } catch (IOException failed) {
            throw new RuntimeUnavailable(
                    isLate.get()
                            ? "supervisord has not answered within " + within
                            : "the connection to supervisord has failed",
                    failed);
        }
    }

    private void connect(SocketChannel channel) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (ConnectException refused) {
            throw new SupervisorAbsent(refused);
        } catch (SocketException failed) {
            if (Files.exists(socket)) {
                throw failed;
            }
            throw new SupervisorAbsent(failed);
        }
    }

    /// Closes the channel under a call that takes too long.
    private void closeLate(SocketChannel channel, AtomicBoolean isLate) {
        try {
            Thread.sleep(within);
            isLate.set(true);
            channel.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException broken) {
            throw new IllegalStateException("a channel cannot be closed", broken);
        }
    }

    private static byte[] head(String path, int length) {
        return ("POST " + path + " HTTP/1.0\r\nContent-Type: text/xml\r\nContent-Length: " + length + HEAD_END)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void send(SocketChannel channel, byte[]... parts) throws IOException {
        for (byte[] part : parts) {
            var left = ByteBuffer.wrap(part);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        }
    }

    private static byte[] receive(SocketChannel channel) throws IOException {
        var all = new ByteArrayOutputStream();
        var piece = ByteBuffer.allocate(PIECE_BYTES);
        while (channel.read(piece) >= 0) {
            all.write(piece.array(), 0, piece.position());
            piece.clear();
            if (all.size() > ANSWER_BYTES_MAX) {
                throw new BadAnswer("it is longer than " + ANSWER_BYTES_MAX + " bytes");
            }
        }
        return all.toByteArray();
    }

    private static byte[] body(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(HEAD_END);
        if (end < 0 || !GOOD.matcher(text.substring(0, end)).matches()) {
            throw new BadAnswer("it is not HTTP with status 200");
        }
        var body = text.substring(end + HEAD_END.length()).getBytes(StandardCharsets.ISO_8859_1);
        var length = LENGTH.matcher(text.substring(0, end).toLowerCase(Locale.ROOT));
        if (length.find() && Integer.parseInt(length.group(1)) != body.length) {
            throw new BadAnswer("it has been cut");
        }
        return body;
    }
}
