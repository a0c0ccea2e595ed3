package dev.toolbridge.identity.state;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;

/// The keys that sign tokens: the newest signs, the older ones are published until they are dropped.
public final class SigningKeys {
    private static final int BITS = 2_048;

    private final Registry registry;

    public SigningKeys(Registry registry) {
        this.registry = registry;
        if (registry.state().keys().isEmpty()) {
            rotate();
        }
    }

    public RSAKey current() {
        return all().getFirst();
    }

    /// The published set (RFC 7517, section 5).
    public String published() {
        return new JWKSet(List.<JWK>copyOf(all())).toString(true);
    }

    /// A new key signs; the old one is still published.
    public void rotate() {
        String key = generate().toJSONString();
        registry.update(state -> state.withKey(key));
    }

    /// Old keys are no longer published.
    public void dropOld() {
        registry.update(State::withoutOldKeys);
    }

    /// A key that this provider never publishes.
    public static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(Unguessable.id("key"))
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException("every Java platform makes RSA keys", impossible);
        }
    }

    private List<RSAKey> all() {
        return registry.state().keys().stream().map(SigningKeys::parse).toList();
    }

    private static RSAKey parse(String json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException damaged) {
            throw new IllegalStateException("a stored key is damaged", damaged);
        }
    }
}
