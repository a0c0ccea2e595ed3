package dev.toolbridge.service.socket;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The request that opens a WebSocket (RFC 6455, section 4.2).
///
/// @param key the client's random key
/// @param protocol the protocol that both sides will speak
public record Handshake(String key, String protocol) {
    private static final String VERSION = "13";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

    /// Reads a request.
    ///
    /// @param origins pages of these origins may open a socket, besides those of the server itself
    /// @throws Refusal if it does not open a WebSocket of that protocol
    public static Handshake of(Request request, String protocol, List<String> origins) {
        if (!request.method().equals("GET")
                || !names(request, "Upgrade", "websocket")
                || !names(request, "Connection", "upgrade")
                || !request.header("Sec-WebSocket-Version").equals(Optional.of(VERSION))) {
            throw Refusal.of(ErrorCode.UPGRADE_REQUIRED, "this address is for WebSockets of version " + VERSION)
                    .header("Upgrade", "websocket")
                    .header("Sec-WebSocket-Version", VERSION);
        }
        if (!names(request, "Sec-WebSocket-Protocol", protocol)) {
            throw refusal("Sec-WebSocket-Protocol", protocol);
        }
        requireOrigin(request, origins);
        String key = request.header("Sec-WebSocket-Key")
                .map(String::strip)
                .filter(text -> KEY.matcher(text).matches())
                .orElseThrow(() -> refusal("Sec-WebSocket-Key", "16 random bytes in base64"));
        return new Handshake(key, protocol);
    }

    /// The answer, after which both sides speak the other protocol.
    byte[] answer(String correlationHeader, String correlationId) {
        return ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Accept: " + accept() + "\r\nSec-WebSocket-Protocol: " + protocol + "\r\n"
                        + correlationHeader + ": " + correlationId + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private String accept() {
        try {
            byte[] text = (key + MAGIC).getBytes(StandardCharsets.US_ASCII);
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean names(Request request, String header, String token) {
        return request.listHeader(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(value -> value.strip().equalsIgnoreCase(token));
    }

    /// A client that is no browser sends no origin.
    private static void requireOrigin(Request request, List<String> origins) {
        Optional<String> origin = request.header("Origin");
        if (origin.isPresent() && !origins.contains(origin.get()) && !isOwn(request, origin.get())) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "pages of this origin may not open a socket");
        }
    }

    private static boolean isOwn(Request request, String origin) {
        try {
            return request.header("Host")
                    .equals(Optional.ofNullable(URI.create(origin).getAuthority()));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Refusal refusal(String header, String expected) {
        return Refusal.of(ErrorCode.INVALID_HEADER, "header " + header + " must be " + expected)
                .fact("field", header)
                .fact("expected", expected);
    }
}
