package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.digest.Digest;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// A certificate, the certificates that lead to its issuer, and its key.
///
/// @param chain the certificate first, each next one the issuer of the one before
public record KeyedCertificate(List<X509Certificate> chain, PrivateKey key) {
    private static final int LINE_LENGTH = 64;
    private static final int LIFE_PARTS = 3;
    private static final int RENEWAL_PART = 2;

    public KeyedCertificate {
        chain = List.copyOf(chain);
    }

    /// A name for this certificate where it is served to a host.
    String id(String host) {
        return HexFormat.of().formatHex(Digest.of(host, chainPem()));
    }

    String chainPem() {
        return chain.stream().map(KeyedCertificate::pem).collect(Collectors.joining());
    }

    Secret keyPem() {
        return new Secret(pem("PRIVATE KEY", key.getEncoded()));
    }

    String issuer() {
        return leaf().getIssuerX500Principal().getName();
    }

    Instant notBefore() {
        return leaf().getNotBefore().toInstant();
    }

    Instant notAfter() {
        return leaf().getNotAfter().toInstant();
    }

    /// The time for another one: two thirds of its life.
    Instant renewAt() {
        Duration life = Duration.between(notBefore(), notAfter());
        return notBefore().plus(life.dividedBy(LIFE_PARTS).multipliedBy(RENEWAL_PART));
    }

    X509Certificate leaf() {
        return chain.getFirst();
    }

    private static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a certificate that was read cannot be written", impossible);
        }
    }

    private static String pem(String label, byte[] content) {
        String text = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return "certificate of " + leaf().getSubjectX500Principal().getName();
    }
}
