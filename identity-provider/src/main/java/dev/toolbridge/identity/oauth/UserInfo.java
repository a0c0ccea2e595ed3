package dev.toolbridge.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.text.ParseException;
import java.time.InstantSource;

/// Who a token is of (OpenID Connect Core, section 5.3).
final class UserInfo {
    private static final String BEARER = "Bearer ";

    private final SigningKeys keys;
    private final Directory directory;
    private final InstantSource clock;

    UserInfo(SigningKeys keys, Directory directory, InstantSource clock) {
        this.keys = keys;
        this.directory = directory;
        this.clock = clock;
    }

    Answer answer(Request request) {
        String token = request.header("Authorization")
                .filter(value -> value.startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()))
                .orElseThrow(OauthRefusal::badToken);
        var user = directory.user(claims(token).getSubject()).orElseThrow(OauthRefusal::badToken);
        return Answer.json(
                200,
                Json.object()
                        .put("sub", user.id())
                        .put("email", user.email())
                        .put("email_verified", true)
                        .put("name", user.name()));
    }

    private JWTClaimsSet claims(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            var claims = parsed.getJWTClaimsSet();
            boolean good = parsed.verify(new RSASSAVerifier(keys.current()))
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            if (good) {
                return claims;
            }
        } catch (ParseException | JOSEException malformed) {
            throw OauthRefusal.badToken();
        }
        throw OauthRefusal.badToken();
    }
}
