package dev.toolbridge.proof.load;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/// An HTTP/1.1 connection for many requests, which spends almost no time on reading answers, so that it
/// measures the server.
public final class KeptConnection implements AutoCloseable {
    private static final String LENGTH = "content-length:";
    private static final String CHUNKED = "transfer-encoding: chunked";
    private static final int HEXADECIMAL = 16;
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS_AT + 3;
    private static final int BUFFER_BYTES = 65_536;

    private final Socket socket;
    private final InputStream in;
    private final StringBuilder line = new StringBuilder();
    private byte[] body = {};

    public KeptConnection(URI server) {
        try {
            socket = new Socket(server.getHost(), server.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// A request as it goes over the wire.
    public static byte[] request(String method, String path, String token, String json) {
        return request(method, path, Map.of("Authorization", "Bearer " + token), json);
    }

    public static byte[] request(String method, String path, Map<String, String> headers, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String named = headers.entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue() + "\r\n")
                .collect(Collectors.joining());
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n" + named
                + (body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
                + "\r\n" + json;
        return head.getBytes(StandardCharsets.UTF_8);
    }

    /// Sends a request and reads its answer.
    ///
    /// @return the status
    public int send(byte[] request) {
        try {
            socket.getOutputStream().write(request);
            int status = Integer.parseInt(headerLine().substring(STATUS_AT, STATUS_END));
            int length = 0;
            boolean chunked = false;
            for (String header = headerLine(); !header.isEmpty(); header = headerLine()) {
                if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                    length = Integer.parseInt(header.substring(LENGTH.length()).strip());
                }
                chunked |= header.equalsIgnoreCase(CHUNKED);
            }
            body = chunked ? chunks() : in.readNBytes(length);
            return status;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The body of the last answer.
    public String body() {
        return new String(body, StandardCharsets.UTF_8);
    }

    private byte[] chunks() throws IOException {
        var whole = new ByteArrayOutputStream();
        int length;
        do {
            length = Integer.parseInt(headerLine(), HEXADECIMAL);
            whole.write(in.readNBytes(length));
            headerLine();
        } while (length > 0);
        return whole.toByteArray();
    }

    private String headerLine() throws IOException {
        line.setLength(0);
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            line.append((char) read);
        }
        line.setLength(line.length() - 1);
        return line.toString();
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
