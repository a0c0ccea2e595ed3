package dev.toolbridge.tenants.router;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A connection to the router on which every letter is the test's own.
final class RawExchange implements AutoCloseable {
    private static final int SILENCE_MAX_MS = 10_000;

    private final Socket socket;
    private final BufferedReader input;

    RawExchange(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MAX_MS);
        input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    RawExchange send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /// The next line; empty text at the end of the stream.
    String line() throws IOException {
        String line = input.readLine();
        return line == null ? "" : line;
    }

    /// Reads until a line holds a text.
    String lineWith(String text) throws IOException {
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            if (line.contains(text)) {
                return line;
            }
        }
        return "";
    }

    /// All until the other side closes, or breaks off.
    String rest() {
        var text = new StringBuilder();
        try {
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                text.append(line).append('\n');
            }
        } catch (IOException cut) {
            text.append("<cut>");
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /// The whole answer to one request, with these lines of headers.
    static String answer(int port, String path, String... headers) throws IOException {
        try (var exchange = new RawExchange(port)) {
            return exchange.send("GET " + path + " HTTP/1.1\r\nConnection: close\r\n"
                            + String.join("\r\n", headers) + "\r\n\r\n")
                    .rest();
        }
    }
}
