package dev.toolbridge.identity;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Map;

/// What a token says.
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
