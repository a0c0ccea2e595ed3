package dev.toolbridge.mcp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// Sends bytes unchanged, also those that a correct client never sends.
final class RawHttp {
    private static final int TIMEOUT_MS = 10_000;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private RawHttp() {}

    /// Status line and headers of the answer to a request.
    static String head(URI address, String request) {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return head(socket.getInputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The whole answer to a GET that names that host.
    static String get(URI address, String host) {
        String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(address.getPath(), host);
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String head(InputStream in) throws IOException {
        var head = new StringBuilder();
        int next = in.read();
        while (next >= 0 && head.indexOf(END_OF_HEAD) < 0) {
            head.append((char) next);
            next = in.read();
        }
        return head.toString();
    }
}
