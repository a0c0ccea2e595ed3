package dev.toolbridge.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import dev.toolbridge.token.signature.EdwardsKeys;
import dev.toolbridge.token.signature.SignatureAlgorithm;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;

/// Selects the keys of one trust domain that may verify a token: under the id that its header names, and of the kind
/// that its algorithm needs.
record KeySelector(TrustDomain domain) implements JWSKeySelector<SecurityContext> {

    @Override
    public List<Key> selectJWSKeys(JWSHeader header, SecurityContext context) throws KeySourceException {
        if (!domain.algorithms().contains(header.getAlgorithm())) {
            return List.of();
        }
        List<JWK> fitting = domain.keys().get(new JWKSelector(JWKMatcher.forJWSHeader(header)), context).stream()
                .filter(key -> SignatureAlgorithm.fits(header.getAlgorithm(), key))
                .toList();
        if (header.getKeyID() == null) {
            requireNoDoubt(fitting.size());
        }
        return verifying(fitting);
    }

    private void requireNoDoubt(int keys) {
        boolean taken =
                switch (domain.rules().keyId()) {
                    case NEEDED -> false;
                    case NEEDED_AMONG_SEVERAL -> keys == 1;
                    case NOT_NEEDED -> true;
                };
        if (!taken) {
            throw new TokenRejected("no key id");
        }
    }

    private static List<Key> verifying(List<JWK> fitting) throws KeySourceException {
        var keys = new ArrayList<Key>();
        for (JWK key : fitting) {
            if (key instanceof OctetKeyPair pair) {
                keys.add(publicKey(pair));
            } else {
                keys.addAll(KeyConverter.toJavaKeys(List.of(key)));
            }
        }
        return keys;
    }

    private static Key publicKey(OctetKeyPair pair) throws KeySourceException {
        try {
            return EdwardsKeys.publicKey(pair);
        } catch (JOSEException unusable) {
            throw new KeySourceException("a checked key cannot be used", unusable);
        }
    }
}
