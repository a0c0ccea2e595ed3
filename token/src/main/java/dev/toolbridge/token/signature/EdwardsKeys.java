package dev.toolbridge.token.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/// Verifies Ed25519 signatures (RFC 8037) with the JDK; the library would need a second library for them.
public final class EdwardsKeys extends DefaultJWSVerifierFactory {
    public static final int KEY_BYTES = 32;
    private static final String NAME = "Ed25519";

    /// RFC 8410, section 4: the algorithm identifier of Ed25519, and a string of 32 bytes.
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
        return key instanceof EdECPublicKey edwards ? new Verifier(edwards) : super.createJWSVerifier(header, key);
    }

    public static PublicKey publicKey(OctetKeyPair pair) throws JOSEException {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(X509_HEAD);
        encoded.writeBytes(pair.getDecodedX());
        try {
            return KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
        } catch (GeneralSecurityException unusable) {
            throw new JOSEException("not an Ed25519 key", unusable);
        }
    }

    private static final class Verifier extends BaseJWSProvider implements JWSVerifier {
        private final PublicKey key;

        Verifier(PublicKey key) {
            super(Set.of(JWSAlgorithm.EdDSA));
            this.key = key;
        }

        @Override
        public boolean verify(JWSHeader header, byte[] signingInput, Base64URL signature) throws JOSEException {
            try {
                var verification = Signature.getInstance(NAME);
                verification.initVerify(key);
                verification.update(signingInput);
                return verification.verify(signature.decode());
            } catch (SignatureException malformed) {
                return false;
            } catch (GeneralSecurityException unusable) {
                throw new JOSEException("the key does not verify", unusable);
            }
        }
    }
}
