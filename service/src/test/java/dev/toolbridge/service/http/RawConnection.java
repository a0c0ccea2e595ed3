package dev.toolbridge.service.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A connection on which bytes are sent and answers are read by the letter of RFC 9112: what is behind an answer is the
/// next one's beginning.
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;
    private static final int HEXADECIMAL = 16;

    private final Socket socket;
    private final InputStream in;

    private RawConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /// An answer as it came.
    public record Heard(String statusLine, Map<String, String> headers, byte[] body) {
        public int status() {
            return Integer.parseInt(statusLine.split(" ", 3)[1]);
        }

        /// The value of a header, whose name is written small.
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        public String text() {
            return new String(body, ISO_8859_1);
        }

        public boolean closes() {
            return header("connection").filter("close"::equalsIgnoreCase).isPresent();
        }
    }

    public static RawConnection to(int port) {
        try {
            var socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.setTcpNoDelay(true);
            return new RawConnection(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends text, a byte for each letter.
    public RawConnection send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The next answer, to a request of that method.
    public Heard hear(String method) {
        try {
            String statusLine = line();
            if (!statusLine.matches("HTTP/1\\.1 \\d{3} .*")) {
                throw new AssertionError("no status line: " + statusLine);
            }
            var headers = headers();
            int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            boolean bodiless = method.equals("HEAD") || List.of(100, 204, 304).contains(status);
            return new Heard(statusLine, headers, bodiless ? new byte[0] : body(headers));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The next line that begins so, without what stands before it; for answers that do not end.
    public String lineWith(String beginning) {
        try {
            String line = line();
            while (!line.startsWith(beginning)) {
                line = line();
            }
            return line;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The bytes until the server ends the connection.
    public String rest() {
        try {
            return new String(in.readAllBytes(), ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Tells if no byte comes for so long, and the connection stays.
    public boolean isSilent(int milliseconds) {
        try {
            socket.setSoTimeout(milliseconds);
            int next = in.read();
            throw new AssertionError(next < 0 ? "the connection ended" : "there was more: " + (char) next);
        } catch (SocketTimeoutException silent) {
            return true;
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

    private Map<String, String> headers() throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
        }
        return headers;
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            return chunks();
        }
        return headers.containsKey("content-length")
                ? in.readNBytes(Integer.parseInt(headers.get("content-length")))
                : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        int size = Integer.parseInt(line(), HEXADECIMAL);
        while (size > 0) {
            all.writeBytes(in.readNBytes(size));
            line();
            size = Integer.parseInt(line(), HEXADECIMAL);
        }
        line();
        return all.toByteArray();
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        if (next < 0) {
            throw new IOException("the connection ended behind: " + line);
        }
        return line.toString().stripTrailing();
    }
}
