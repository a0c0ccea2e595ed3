package dev.toolbridge.token.signature;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Keys of our own as they were read together.
///
/// @param keys all that verify, those of the file first
/// @param generation the number of times they were read
public record KeyRing(List<JWK> keys, long generation) {

    public KeyRing(List<JWK> fromFile, List<JWK> configured, long generation) {
        this(Stream.concat(fromFile.stream(), configured.stream()).toList(), generation);
    }

    /// The first private key, unless its operations are limited to verifying (RFC 7517, section 4.3).
    public Optional<JWK> signing() {
        return keys.stream().filter(KeyRing::maySign).findFirst();
    }

    private static boolean maySign(JWK key) {
        return key.isPrivate()
                && (key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.SIGN));
    }
}
