package dev.toolbridge.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.identity.state.Directory;
import dev.toolbridge.identity.state.Grant;
import dev.toolbridge.identity.state.Grants;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Optional;

/// The user of a token (OpenID Connect Core, section 5.3).
final class UserInfo {
    private static final String BEARER = "bearer ";

    private final SigningKeys keys;
    private final Directory directory;
    private final Grants grants;
    private final InstantSource clock;

    UserInfo(OauthParts parts) {
        this.keys = parts.keys();
        this.directory = parts.directory();
        this.grants = parts.grants();
        this.clock = parts.clock();
    }

    Answer answer(Request request) {
        String token = request.header("Authorization")
                .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(value -> value.substring(BEARER.length()).strip())
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

    private boolean isEnded(JWTClaimsSet claims) throws ParseException {
        return Optional.ofNullable(claims.getStringClaim("sid"))
                .flatMap(grants::bySession)
                .filter(Grant::revoked)
                .isPresent();
    }

    private JWTClaimsSet claims(String token) {
        try {
            var parsed = SignedJWT.parse(token);
            var claims = parsed.getJWTClaimsSet();
            boolean good = parsed.verify(new RSASSAVerifier(keys.current()))
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant())
                    && !isEnded(claims);
            if (good) {
                return claims;
            }
        } catch (ParseException | JOSEException malformed) {
            throw OauthRefusal.badToken();
        }
        throw OauthRefusal.badToken();
    }
}
