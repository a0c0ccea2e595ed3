package dev.toolbridge.token.signature;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import java.text.ParseException;
import java.util.HashSet;

/// Rules for the JWK set of our own keys.
public final class KeySetRules {
    private static final int SECRET_BITS_MIN = 256;

    private KeySetRules() {}

    /// Our own keys, each with an id of its own.
    ///
    /// @throws ParseException if it is no key set, or a key in it is weak or has no id of its own
    public static JWKSet own(String json) throws ParseException {
        var set = JWKSet.parse(json);
        var ids = new HashSet<String>();
        for (JWK key : set.getKeys()) {
            if (key.getKeyID() == null || key.getKeyID().isBlank() || !ids.add(key.getKeyID())) {
                throw new ParseException("every key needs a \"kid\" of its own", 0);
            }
            if (!strong(key)) {
                throw new ParseException(
                        "key " + key.getKeyID() + " is neither RSA of 2048 bits nor 32 secret bytes", 0);
            }
        }
        return set;
    }

    public static boolean strong(JWK key) {
        boolean rsa = key.getKeyType().equals(KeyType.RSA) && key.size() >= SignatureAlgorithm.RSA_BITS_MIN;
        boolean secret = key.getKeyType().equals(KeyType.OCT) && key.size() >= SECRET_BITS_MIN;
        return rsa || secret;
    }
}
