package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.router.haproxy.HostName;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads a certificate and its key from somebody else, and refuses those that clients would refuse or that the router
/// cannot take. The issuer itself is not judged.
public final class GivenCertificate {
    /// The router reads chain and key into one buffer of 16 KiB.
    public static final int LENGTH_MAX = 12_000;

    private static final int CHAIN_MAX = 10;
    private static final int RSA_BITS_MIN = 2_048;
    private static final int RSA_BITS_MAX = 4_096;
    private static final int EC_BITS_MIN = 256;
    private static final int EC_BITS_MAX = 384;
    private static final int DNS_NAME = 2;

    private GivenCertificate() {}

    /// The reading of a certificate.
    public sealed interface Reading {

        /// A certificate that clients take.
        record Good(KeyedCertificate certificate) implements Reading {}

        /// A text that is refused.
        ///
        /// @param field the text that is refused: `certificate` or `key`
        /// @param expected the text that would be taken
        record Bad(String field, String expected) implements Reading {}
    }

    /// Reads both for a host.
    public static Reading read(String chain, Secret key, HostName host, Instant now) {
        List<X509Certificate> certificates = PemText.certificates(chain);
        Optional<PrivateKey> privateKey = PemText.key(key.reveal());
        if (certificates.isEmpty() || certificates.size() > CHAIN_MAX) {
            return new Reading.Bad("certificate", "1 to " + CHAIN_MAX + " certificates as PEM, the host's own first");
        }
        if (privateKey.isEmpty()) {
            return new Reading.Bad("key", "a private key as PEM, without a passphrase");
        }
        var read = new KeyedCertificate(certificates, privateKey.get());
        return Stream.<Supplier<Optional<Reading>>>of(
                        () -> faultOfKey(read),
                        () -> faultOfTime(read, now),
                        () -> faultOfName(read, host),
                        () -> faultOfChain(read),
                        () -> faultOfLength(read))
                .flatMap(check -> check.get().stream())
                .findFirst()
                .orElseGet(() -> new Reading.Good(read));
    }

    private static Optional<Reading> faultOfKey(KeyedCertificate read) {
        PublicKey open = read.leaf().getPublicKey();
        if (!isStrong(open)) {
            return bad(
                    "certificate",
                    "one with a key of RSA with " + RSA_BITS_MIN + " to " + RSA_BITS_MAX + " bits, or on P-256 or"
                            + " P-384");
        }
        return isPair(read.key(), open) ? Optional.empty() : bad("key", "the key of the certificate");
    }

    private static boolean isStrong(PublicKey key) {
        return switch (key) {
            case RSAKey rsa ->
                rsa.getModulus().bitLength() >= RSA_BITS_MIN && rsa.getModulus().bitLength() <= RSA_BITS_MAX;
            case ECKey curve ->
                curve.getParams().getOrder().bitLength() >= EC_BITS_MIN
                        && curve.getParams().getOrder().bitLength() <= EC_BITS_MAX;
            default -> false;
        };
    }

    private static boolean isPair(PrivateKey key, PublicKey open) {
        byte[] text = {1, 2, 3};
        try {
            var signature = Signature.getInstance(open instanceof RSAKey ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException | RuntimeException otherKind) {
            return false;
        }
    }

    private static Optional<Reading> faultOfTime(KeyedCertificate read, Instant now) {
        if (read.notAfter().isBefore(now)) {
            return bad("certificate", "one that is valid; this one has expired on " + read.notAfter());
        }
        return read.notBefore().isAfter(now)
                ? bad("certificate", "one that is valid; this one begins on " + read.notBefore())
                : Optional.empty();
    }

    private static Optional<Reading> faultOfName(KeyedCertificate read, HostName host) {
        String above = host.text().substring(Math.max(0, host.text().indexOf('.')));
        boolean isCovered = names(read.leaf()).anyMatch(name -> name.equals(host.text()) || name.equals("*" + above));
        return isCovered
                ? Optional.empty()
                : bad("certificate", "the certificate of " + host + ", which names it as a subject alternative name");
    }

    private static Stream<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return Stream.ofNullable(all)
                    .flatMap(Collection::stream)
                    .filter(name -> name.getFirst().equals(DNS_NAME))
                    .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT));
        } catch (CertificateParsingException unreadable) {
            return Stream.empty();
        }
    }

    private static Optional<Reading> faultOfChain(KeyedCertificate read) {
        List<X509Certificate> chain = read.chain();
        boolean isOrdered = IntStream.range(1, chain.size()).allMatch(i -> isIssuer(chain.get(i), chain.get(i - 1)));
        return isOrdered
                ? Optional.empty()
                : bad("certificate", "a chain in which each next certificate issued the one" + " before");
    }

    private static boolean isIssuer(X509Certificate issuer, X509Certificate issued) {
        try {
            issued.verify(issuer.getPublicKey());
            return issued.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private static Optional<Reading> faultOfLength(KeyedCertificate read) {
        int length = read.chainPem().length() + read.keyPem().reveal().length();
        return length <= LENGTH_MAX
                ? Optional.empty()
                : bad("certificate", "chain and key of " + LENGTH_MAX + " characters at most; leave the root out");
    }

    private static Optional<Reading> bad(String field, String expected) {
        return Optional.of(new Reading.Bad(field, expected));
    }
}
