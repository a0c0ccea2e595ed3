package dev.toolbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.UnaryOperator;

/// Mints tokens as an identity provider does, and as an attacker would.
public final class Provider {
    public static final String ISSUER = "https://id.example";
    public static final String AUDIENCE = "https://api.example";
    public static final RSAKey KEY = key("provider-1");
    public static final RSAKey NEXT_KEY = key("provider-2");

    private final InstantSource clock;

    public Provider(InstantSource clock) {
        this.clock = clock;
    }

    public static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2_048).keyID(id).generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A good token.
    public String token() {
        return token(claims -> claims);
    }

    /// A good token but for these claims.
    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(KEY, change.apply(claims()).build());
    }

    /// Good claims.
    public JWTClaimsSet.Builder claims() {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject("user_1")
                .claim("org_id", "org_1")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)));
    }

    public static String signed(RSAKey key, JWTClaimsSet claims) {
        return signed(key, header -> header, claims);
    }

    public static String signed(RSAKey key, UnaryOperator<JWSHeader.Builder> change, JWTClaimsSet claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID());
            var token = new SignedJWT(change.apply(header).build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Signs any header and payload text, well-formed or not, as RS256 does.
    public static String signedText(String header, String payload) {
        String input = encoded(header) + "." + encoded(payload);
        try {
            var signer = java.security.Signature.getInstance("SHA256withRSA");
            signer.initSign(KEY.toPrivateKey());
            signer.update(input.getBytes(StandardCharsets.US_ASCII));
            return input + "." + Base64URL.encode(signer.sign());
        } catch (java.security.GeneralSecurityException | JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A header that is good but for what the test adds.
    public static String header(String more) {
        return "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"" + KEY.getKeyID() + "\"" + more + "}";
    }

    public static String encoded(String text) {
        return Base64URL.encode(text).toString();
    }
}
