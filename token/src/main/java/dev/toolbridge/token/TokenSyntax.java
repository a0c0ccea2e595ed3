package dev.toolbridge.token;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;

/// The form of a token, checked before anything is computed from it (RFC 7515, section 7.1; RFC 4648, section 5).
///
/// One token has one spelling: no padding, no white space, no stray bits. So its text can be the key of a cache, and
/// a caller cannot make many keys out of one token.
final class TokenSyntax {
    static final int LENGTH_MAX = BearerCredential.LENGTH_MAX;

    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    /// Header parameters that bring keys along, or change what is signed: never needed, so never looked at.
    private static final Set<String> REFUSED_PARAMETERS =
            Set.of("crit", "b64", "jku", "jwk", "x5u", "x5c", "zip", "cty", "enc");

    private static final int KEY_ID_LENGTH_MAX = 255;

    private TokenSyntax() {}

    static SignedJWT parse(String token) {
        if (token.length() > LENGTH_MAX) {
            throw new TokenRejected("longer than " + LENGTH_MAX);
        }
        if (!COMPACT.matcher(token).matches()) {
            throw new TokenRejected("not a compact JWS");
        }
        for (String part : token.split("\\.", -1)) {
            requireCanonical(part);
        }
        try {
            var parsed = SignedJWT.parse(token);
            requirePlain(parsed.getHeader());
            return parsed;
        } catch (ParseException | IllegalArgumentException malformed) {
            throw new TokenRejected("malformed: " + malformed.getMessage());
        }
    }

    private static void requireCanonical(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return;
            }
        } catch (IllegalArgumentException malformed) {
            throw new TokenRejected("not base64url: " + malformed.getMessage());
        }
        throw new TokenRejected("not canonical base64url");
    }

    private static void requirePlain(JWSHeader header) {
        for (String name : header.getIncludedParams()) {
            if (REFUSED_PARAMETERS.contains(name)) {
                throw new TokenRejected("header parameter " + name);
            }
        }
        String keyId = header.getKeyID();
        if (keyId != null && (keyId.isBlank() || keyId.length() > KEY_ID_LENGTH_MAX)) {
            throw new TokenRejected("unusable key id");
        }
    }
}
