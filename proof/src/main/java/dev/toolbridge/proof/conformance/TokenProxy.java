package dev.toolbridge.proof.conformance;

import dev.toolbridge.tests.wire.LoopbackListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Adds to every request the token that the suite cannot send; all else passes unchanged. A connection carries
/// one request, so that the proxy reads its head only.
final class TokenProxy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenProxy.class);
    private static final String LINE = "\r\n";
    private static final int HEAD_BYTES_MAX = 64 * 1024;

    private final int target;
    private final String token;
    private final LoopbackListener listener;

    TokenProxy(int target, String token) {
        this.target = target;
        this.token = token;
        this.listener = new LoopbackListener(this::serve);
    }

    int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
    }

    /// Closes both sides when one side ends early.
    private void serve(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            server.getOutputStream().write(head(client.getInputStream()));
            listener.run(() -> copy(client, server));
            pump(server.getInputStream(), client.getOutputStream());
        } catch (IOException gone) {
            LOG.debug("a side is gone", gone);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (to) {
            pump(from.getInputStream(), to.getOutputStream());
        } catch (IOException gone) {
            LOG.debug("a side is gone", gone);
        }
    }

    private static void pump(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[8_192];
        for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
            to.write(buffer, 0, count);
            to.flush();
        }
    }

    private byte[] head(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        String end = LINE + LINE;
        while (!bytes.toString(StandardCharsets.ISO_8859_1).endsWith(end)) {
            int next = in.read();
            if (next < 0 || bytes.size() > HEAD_BYTES_MAX) {
                throw new IOException("no head");
            }
            bytes.write(next);
        }
        String lines = Arrays.stream(
                        bytes.toString(StandardCharsets.ISO_8859_1).strip().split(LINE, -1))
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("connection:"))
                .collect(Collectors.joining(LINE));
        return (lines + LINE + "Connection: close" + LINE + "Authorization: Bearer " + token + end)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
