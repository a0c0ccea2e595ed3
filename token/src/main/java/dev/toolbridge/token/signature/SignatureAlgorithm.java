package dev.toolbridge.token.signature;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The algorithms that an identity provider may sign with, each bound to its kind of key (RFC 7518, section 3.1;
/// RFC 8037, section 3.1). None of them takes a secret: with one, every verifier could sign.
@SuppressWarnings("ImmutableEnumChecker") // the library's names of algorithms never change, nor do method references
public enum SignatureAlgorithm {
    RS256(JWSAlgorithm.RS256, SignatureAlgorithm::isRsa),
    RS384(JWSAlgorithm.RS384, SignatureAlgorithm::isRsa),
    RS512(JWSAlgorithm.RS512, SignatureAlgorithm::isRsa),
    PS256(JWSAlgorithm.PS256, SignatureAlgorithm::isRsa),
    PS384(JWSAlgorithm.PS384, SignatureAlgorithm::isRsa),
    PS512(JWSAlgorithm.PS512, SignatureAlgorithm::isRsa),
    ES256(JWSAlgorithm.ES256, key -> isOn(Curve.P_256, key)),
    ES384(JWSAlgorithm.ES384, key -> isOn(Curve.P_384, key)),
    ES512(JWSAlgorithm.ES512, key -> isOn(Curve.P_521, key)),
    EDDSA(JWSAlgorithm.EdDSA, SignatureAlgorithm::isEdwards);

    static final int RSA_BITS_MIN = 2_048;

    private final JWSAlgorithm algorithm;
    private final Predicate<JWK> kind;

    SignatureAlgorithm(JWSAlgorithm algorithm, Predicate<JWK> kind) {
        this.algorithm = algorithm;
        this.kind = kind;
    }

    /// Reads names of algorithms with commas between them.
    public static Set<SignatureAlgorithm> parse(String text) {
        List<String> names =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        var named = EnumSet.noneOf(SignatureAlgorithm.class);
        names.forEach(name -> named.add(Arrays.stream(values())
                .filter(known -> known.algorithm.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "some of " + names(EnumSet.allOf(SignatureAlgorithm.class)) + ", with commas between them"))));
        return named;
    }

    public static Set<JWSAlgorithm> algorithms(Set<SignatureAlgorithm> some) {
        return some.stream().map(each -> each.algorithm).collect(Collectors.toUnmodifiableSet());
    }

    public static String names(Set<SignatureAlgorithm> some) {
        return some.stream().map(each -> each.algorithm.getName()).collect(Collectors.joining(", "));
    }

    /// Tells if a key can verify signatures of that algorithm: its type fits, and its members do not forbid it.
    public static boolean fits(JWSAlgorithm algorithm, JWK key) {
        return algorithm.equals(JWSAlgorithm.HS256)
                ? key.getKeyType().equals(KeyType.OCT)
                : of(algorithm).filter(known -> known.fits(key)).isPresent();
    }

    boolean fits(JWK key) {
        boolean forSignatures = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean forThis = key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm);
        Set<KeyOperation> operations = key.getKeyOperations();
        boolean verifies = operations == null
                || operations.contains(KeyOperation.VERIFY)
                || operations.contains(KeyOperation.SIGN);
        return forSignatures && forThis && verifies && kind.test(key);
    }

    private static Optional<SignatureAlgorithm> of(JWSAlgorithm algorithm) {
        return Arrays.stream(values())
                .filter(known -> known.algorithm.equals(algorithm))
                .findFirst();
    }

    private static boolean isRsa(JWK key) {
        return key instanceof RSAKey && key.size() >= RSA_BITS_MIN;
    }

    private static boolean isEdwards(JWK key) {
        return key instanceof OctetKeyPair pair
                && pair.getCurve().equals(Curve.Ed25519)
                && pair.getDecodedX().length == EdwardsKeys.KEY_BYTES;
    }

    private static boolean isOn(Curve curve, JWK key) {
        return key instanceof ECKey elliptic && elliptic.getCurve().equals(curve);
    }
}
