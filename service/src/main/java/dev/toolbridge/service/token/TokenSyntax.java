package dev.toolbridge.service.token;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.toolbridge.service.json.Json;
import java.util.Base64;
import java.util.regex.Pattern;

/// What a compact JWS must look like before anything is computed from it (RFC 7515, section 7.1; RFC 4648, section 5).
final class TokenSyntax {
    private static final int LENGTH_MAX = 8_192;
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private TokenSyntax() {}

    /// The issuer that the token names, not verified: good only for choosing who verifies it.
    static String issuer(String token) {
        check(token);
        try {
            var claims = Json.parse(decoded(token.split("\\.", -1)[1]));
            return claims.path("iss").asText("");
        } catch (JsonProcessingException malformed) {
            throw new TokenRejected("claims are not JSON");
        }
    }

    private static void check(String token) {
        if (token.length() > LENGTH_MAX) {
            throw new TokenRejected("longer than " + LENGTH_MAX);
        }
        if (!COMPACT.matcher(token).matches()) {
            throw new TokenRejected("not a compact JWS");
        }
        decoded(token.substring(token.lastIndexOf('.') + 1));
    }

    /// Decodes strictly: the unused bits of the last letter must be zero, so that one token has one spelling.
    private static byte[] decoded(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new TokenRejected("not base64url: " + malformed.getMessage());
        }
        throw new TokenRejected("not canonical base64url");
    }
}
