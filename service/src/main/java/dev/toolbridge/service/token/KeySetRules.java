package dev.toolbridge.service.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;

/// Which keys of a JWK set we use.
final class KeySetRules {
    private static final int RSA_BITS_MIN = 2_048;
    private static final int SECRET_BITS_MIN = 256;

    private KeySetRules() {}

    /// The keys of an identity provider that can verify RS256 signatures; others in the set are not for us.
    ///
    /// @throws ParseException if it is no key set, or one that shows private keys, or has nothing that we can use
    static JWKSet published(String json) throws ParseException {
        var set = JWKSet.parse(json);
        if (set.getKeys().stream()
                .anyMatch(key -> key.isPrivate() || key.getKeyType().equals(KeyType.OCT))) {
            throw new ParseException("a published key set shows private keys", 0);
        }
        List<JWK> usable =
                set.getKeys().stream().filter(KeySetRules::verifiesRsa).toList();
        if (usable.isEmpty()) {
            throw new ParseException("a published key set has no usable RSA key", 0);
        }
        return new JWKSet(usable);
    }

    /// Our own keys, each with an id of its own.
    ///
    /// @throws ParseException if it is no key set, or a key in it is weak or has no id of its own
    static JWKSet own(String json) throws ParseException {
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

    private static boolean verifiesRsa(JWK key) {
        boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forRs256 = key.getAlgorithm() == null || key.getAlgorithm().equals(JWSAlgorithm.RS256);
        boolean named = key.getKeyID() != null && !key.getKeyID().isBlank();
        return key.getKeyType().equals(KeyType.RSA) && key.size() >= RSA_BITS_MIN && forSignatures && forRs256 && named;
    }

    static boolean strong(JWK key) {
        boolean rsa = key.getKeyType().equals(KeyType.RSA) && key.size() >= RSA_BITS_MIN;
        boolean secret = key.getKeyType().equals(KeyType.OCT) && key.size() >= SECRET_BITS_MIN;
        return rsa || secret;
    }
}
