package dev.toolbridge.identity.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.toolbridge.identity.state.Grant;
import dev.toolbridge.identity.state.SigningKeys;
import dev.toolbridge.identity.state.Unguessable;
import dev.toolbridge.identity.state.User;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;

/// Makes the tokens that clients get: the claims of an AuthKit access token, signed with RS256.
public final class AccessTokens {
    private final Issuer issuer;
    private final SigningKeys keys;
    private final Duration life;
    private final InstantSource clock;

    public AccessTokens(Issuer issuer, SigningKeys keys, Duration life, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.life = life;
        this.clock = clock;
    }

    long lifeSeconds() {
        return life.toSeconds();
    }

    String access(Grant grant) {
        var claims = claims(grant.userId())
                .audience(grant.audience())
                .claim("client_id", grant.clientId())
                .claim("sid", grant.sessionId());
        if (!grant.organizationId().isEmpty()) {
            claims.claim("org_id", grant.organizationId());
        }
        if (!grant.scope().isEmpty()) {
            claims.claim("scope", grant.scope());
        }
        return signed(keys.current(), claims.build());
    }

    /// OpenID Connect Core, section 2.
    String identity(Grant grant, User user, Optional<PersonLogin> signIn) {
        var claims = claims(grant.userId())
                .audience(grant.clientId())
                .claim("sid", grant.sessionId())
                .claim("email", user.email())
                .claim("name", user.name());
        if (!grant.organizationId().isEmpty()) {
            claims.claim("org_id", grant.organizationId());
        }
        signIn.ifPresent(login -> claims.claim("auth_time", login.at().getEpochSecond()));
        signIn.flatMap(PersonLogin::nonce).ifPresent(text -> claims.claim("nonce", text));
        return signed(keys.current(), claims.build());
    }

    /// The claims that every token has.
    public JWTClaimsSet.Builder claims(String subject) {
        var now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer.address())
                .subject(subject)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(Unguessable.id("token"));
    }

    public static String signed(RSAKey key, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("a key of ours does not sign", impossible);
        }
    }
}
