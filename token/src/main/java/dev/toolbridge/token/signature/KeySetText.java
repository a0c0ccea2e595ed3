package dev.toolbridge.token.signature;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;

/// The text of the file of JWT_BACKEND_KEY_SET_FILE, for the programs that make it.
public final class KeySetText {

    private KeySetText() {}

    /// A new private key as a JWK (RFC 7517); its id is its thumbprint (RFC 7638).
    public static String newKey() {
        try {
            return new RSAKeyGenerator(SignatureAlgorithm.RSA_BITS_MIN)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyIDFromThumbprint(true)
                    .generate()
                    .toJSONString();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("this Java makes no RSA keys", impossible);
        }
    }

    /// The key set of such keys: the first one signs, all of them verify.
    ///
    /// @throws IllegalArgumentException if one of them is no key for tokens of our own
    public static String of(List<String> keys) {
        try {
            var parsed = new ArrayList<JWK>();
            for (String key : keys) {
                parsed.add(JWK.parse(key));
            }
            return KeySetRules.own(new JWKSet(parsed).toString(false)).toString(false);
        } catch (ParseException unusable) {
            throw new IllegalArgumentException("not a key for tokens of our own");
        }
    }
}
