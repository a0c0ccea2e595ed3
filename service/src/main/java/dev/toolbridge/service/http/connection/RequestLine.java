package dev.toolbridge.service.http.connection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// The first line of a request, as the server behind understands it.
///
/// @param isHead true when the answer must have no body (RFC 9110, section 9.3.2)
/// @param isOld true for HTTP/1.0, whose answers end with the connection and have no chunks
/// @param understood the line in the one version that the server behind speaks, HTTP/1.1; or HTTP/1.0, which it refuses
///     as a version, or unchanged, which it refuses as no HTTP
record RequestLine(boolean isHead, boolean isOld, byte[] understood) {
    private static final int VERSION_LENGTH = "HTTP/1.1".length();
    static final byte[] HEAD = "HEAD ".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern VERSION = Pattern.compile("HTTP/\\d\\.\\d");

    /// A line that is not there yet, and may never be whole.
    static RequestLine unread(boolean isHead) {
        return new RequestLine(isHead, false, new byte[0]);
    }

    /// Reads a line. Later versions of HTTP/1 are taken for the one that we speak (RFC 9110, section 2.5).
    static RequestLine of(byte[] line) {
        boolean isHead = Arrays.equals(line, 0, Math.min(HEAD.length, line.length), HEAD, 0, HEAD.length);
        String version = version(line);
        if (!VERSION.matcher(version).matches()) {
            return new RequestLine(isHead, false, line);
        }
        boolean spoken = version.startsWith("HTTP/1.");
        boolean isOld = version.equals("HTTP/1.0");
        line[line.length - "1.1".length()] = '1';
        line[line.length - 1] = (byte) (spoken ? '1' : '0');
        return new RequestLine(isHead, isOld, line);
    }

    private static String version(byte[] line) {
        int start = Math.max(0, line.length - VERSION_LENGTH);
        return new String(line, start, line.length - start, StandardCharsets.US_ASCII);
    }
}
