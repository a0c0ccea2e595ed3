package dev.toolbridge.tenants.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// An issuer that makes whatever it is asked for.
public final class TestIssuer {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final AtomicLong SERIAL = new AtomicLong();

    private final KeyPair rootKey = ellipticKey("secp256r1");
    private final KeyPair middleKey = ellipticKey("secp256r1");
    private final X509Certificate root = issuerCertificate("CN=Test Root", rootKey, "CN=Test Root", rootKey);
    private final X509Certificate middle = issuerCertificate("CN=Test Middle", middleKey, "CN=Test Root", rootKey);

    public X509Certificate root() {
        return root;
    }

    /// The chain of a certificate as people send it.
    public static String chainPem(KeyedCertificate certificate) {
        return certificate.chainPem();
    }

    public static String keyPem(KeyedCertificate certificate) {
        return certificate.keyPem().reveal();
    }

    X509Certificate middle() {
        return middle;
    }

    /// A certificate that begins now.
    public KeyedCertificate certificate(String... names) {
        return certificate(ellipticKey("secp256r1"), Instant.now().minusSeconds(60), names);
    }

    KeyedCertificate certificate(KeyPair key, Instant from, String... names) {
        GeneralName[] all = Stream.of(names)
                .map(name -> new GeneralName(GeneralName.dNSName, name))
                .toArray(GeneralName[]::new);
        X509Certificate leaf = signed(
                builder("CN=" + names[0], key, "CN=Test Middle", from),
                middleKey,
                new Extra(Extension.subjectAlternativeName, new GeneralNames(all)));
        return new KeyedCertificate(List.of(leaf, middle), key.getPrivate());
    }

    private static X509Certificate issuerCertificate(String name, KeyPair key, String issuer, KeyPair signer) {
        return signed(
                builder(name, key, issuer, Instant.now().minus(LIFE)),
                signer,
                new Extra(Extension.basicConstraints, new BasicConstraints(true)));
    }

    private static X509v3CertificateBuilder builder(String name, KeyPair key, String issuer, Instant from) {
        return new JcaX509v3CertificateBuilder(
                new X500Name(issuer),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(from.plus(issuer.equals("CN=Test Middle") ? LIFE : LIFE.multipliedBy(10))),
                new X500Name(name),
                key.getPublic());
    }

    private record Extra(ASN1ObjectIdentifier id, ASN1Encodable value) {}

    private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair signer, Extra extra) {
        try {
            builder.addExtension(extra.id(), true, extra.value());
            var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(content));
        } catch (IOException | OperatorCreationException | CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair ellipticKey(String curve) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair rsaKey(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
