package dev.toolbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/// Signs with the deployment's secret what nobody but a test, an old tool or an attacker would sign.
final class Secrets {

    private Secrets() {}

    static String signed(OctetSequenceKey key, JWTClaimsSet claims) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()), key, claims);
    }

    static String signedWithoutKeyId(OctetSequenceKey key, JWTClaimsSet claims) {
        return signed(new JWSHeader.Builder(JWSAlgorithm.HS256), key, claims);
    }

    private static String signed(JWSHeader.Builder header, OctetSequenceKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(header.build(), claims);
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
