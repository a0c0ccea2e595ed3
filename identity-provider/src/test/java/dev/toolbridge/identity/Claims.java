package dev.toolbridge.identity;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/// The claims of a token.
final class Claims {

    private Claims() {}

    static Map<String, Object> of(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().toJSONObject();
        } catch (ParseException malformed) {
            throw new AssertionError(token, malformed);
        }
    }
}
