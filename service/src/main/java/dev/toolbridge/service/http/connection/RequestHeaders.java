package dev.toolbridge.service.http.connection;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;

/// The header lines of one request, as they are handed on, and what they say of its body.
///
/// A request of HTTP/1.0 becomes one of HTTP/1.1: with a `Host`, without what only that version means (RFC 9110,
/// section 10.1.1: its `Expect` counts for nothing), and with the end of the connection behind it.
final class RequestHeaders {
    /// The lengths of the names that say something of the body or of the server.
    private static final Set<Integer> TELLING =
            Set.of("host".length(), "content-length".length(), "transfer-encoding".length());

    /// As many digits as surely fit into a `long`.
    private static final int LENGTH_DIGITS_MAX = 18;

    private static final Set<String> DROPPED_OF_OLD = Set.of("connection", "keep-alive", "expect", "te", "upgrade");

    private final boolean old;
    private final String authority;
    private final ByteArrayOutputStream handedOn = new ByteArrayOutputStream();
    private OptionalLong length = OptionalLong.empty();
    private boolean coded;
    private boolean named;

    /// Says how long a request's body is.
    sealed interface Framing {
        /// As many bytes, which may be none.
        record Sized(long bytes) implements Framing {}

        /// Until its last chunk; or in another coding, which is refused before it is read.
        record Chunked() implements Framing {}
    }

    /// @param authority the `Host` of a request of HTTP/1.0 without one
    RequestHeaders(boolean old, String authority) {
        this.old = old;
        this.authority = authority;
    }

    /// Takes the next line with its end; the empty one is the last.
    ///
    /// @throws BadFraming if the line could hide where the request ends
    void add(byte[] line) {
        if (line.length == "\r\n".length()) {
            end();
            return;
        }
        int colon = colon(line);
        if (old || TELLING.contains(colon)) {
            note(name(line, colon), line);
        }
        if (!old || !DROPPED_OF_OLD.contains(name(line, colon))) {
            handedOn.writeBytes(line);
        }
    }

    Framing framing() {
        if (coded && length.isPresent()) {
            throw new BadFraming("both Content-Length and Transfer-Encoding say how long the body is");
        }
        return coded ? new Framing.Chunked() : new Framing.Sized(length.orElse(0));
    }

    /// The lines so far, as they are handed on.
    byte[] bytes() {
        return handedOn.toByteArray();
    }

    private void end() {
        if (old) {
            handedOn.writeBytes(RequestFrames.ascii("Connection: close\r\n"));
        }
        if (old && !named) {
            handedOn.writeBytes(RequestFrames.ascii("Host: " + authority + "\r\n"));
        }
        handedOn.writeBytes(RequestFrames.ascii("\r\n"));
    }

    private void note(String name, byte[] line) {
        switch (name) {
            case "content-length" -> {
                if (length.isPresent()) {
                    throw new BadFraming("Content-Length comes twice");
                }
                length = OptionalLong.of(length(line, name.length() + 1));
            }
            case "transfer-encoding" -> coded = true;
            case "host" -> named = true;
            default -> {
                // no other header says anything of this
            }
        }
    }

    /// A blank in or before the name is refused, and so is a line that continues the one before (RFC 9112, sections 5.1
    /// and 5.2): who reads it otherwise sees another header.
    private static int colon(byte[] line) {
        int colon = 0;
        while (colon < line.length && line[colon] != ':') {
            if (line[colon] <= ' ') {
                throw new BadFraming("a header's name is no token");
            }
            colon++;
        }
        return colon;
    }

    private static String name(byte[] line, int colon) {
        return new String(line, 0, colon, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
    }

    private static long length(byte[] line, int start) {
        String digits = new String(line, start, line.length - start, StandardCharsets.US_ASCII).strip();
        if (!digits.matches("[0-9]{1," + LENGTH_DIGITS_MAX + "}")) {
            throw new BadFraming("Content-Length is no number of bytes");
        }
        return Long.parseLong(digits);
    }
}
