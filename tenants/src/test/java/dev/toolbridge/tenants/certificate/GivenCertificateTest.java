package dev.toolbridge.tenants.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.certificate.GivenCertificate.Reading;
import dev.toolbridge.tenants.router.haproxy.HostName;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Certificates that people give: each fault has its own answer.
final class GivenCertificateTest {
    private static final HostName HOST = new HostName("notes.acme.example");

    private static final TestIssuer ISSUER = new TestIssuer();

    @Test
    void takesWhatClientsTake() {
        KeyedCertificate exact = ISSUER.certificate("notes.acme.example");
        KeyedCertificate wild = ISSUER.certificate("acme.example", "*.acme.example");
        KeyedCertificate rsa =
                ISSUER.certificate(TestIssuer.rsaKey(2048), Instant.now().minusSeconds(60), "NOTES.acme.example");
        for (KeyedCertificate good : List.of(exact, wild, rsa)) {
            assertThat(read(good)).isInstanceOf(Reading.Good.class);
        }
        assertThat(((Reading.Good) read(exact)).certificate().renewAt())
                .isEqualTo(exact.notBefore().plus(Duration.ofDays(60)));
    }

    @Test
    void refusesTheCertificateOfAnother() {
        assertThat(fault(ISSUER.certificate("acme.example"))).contains("certificate: the certificate of notes.acme");
        assertThat(fault(ISSUER.certificate("*.notes.acme.example"))).contains("subject alternative name");
        assertThat(fault(ISSUER.certificate("*.example"))).contains("subject alternative name");
    }

    @Test
    void refusesAnotherKey() {
        KeyedCertificate mine = ISSUER.certificate("notes.acme.example");
        KeyedCertificate other = ISSUER.certificate("notes.acme.example");
        assertThat(fault(mine.chainPem(), other.keyPem())).isEqualTo("key: the key of the certificate");
        var rsa = new KeyedCertificate(List.of(), TestIssuer.rsaKey(2048).getPrivate());
        assertThat(fault(mine.chainPem(), rsa.keyPem())).isEqualTo("key: the key of the certificate");
        assertThat(fault(mine.chainPem(), new Secret("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----")))
                .contains("without a passphrase");
        assertThat(fault(mine.chainPem(), new Secret(""))).contains("without a passphrase");
    }

    @Test
    void refusesWeakAndUnusualKeys() {
        Instant now = Instant.now().minusSeconds(60);
        for (KeyPair key : List.of(TestIssuer.rsaKey(1024), TestIssuer.ellipticKey("secp521r1"))) {
            assertThat(fault(ISSUER.certificate(key, now, "notes.acme.example")))
                    .contains("P-256");
        }
    }

    @Test
    void refusesOthersTimes() {
        KeyPair key = TestIssuer.ellipticKey("secp384r1");
        Instant now = Instant.now();
        assertThat(fault(ISSUER.certificate(key, now.minus(Duration.ofDays(91)), "notes.acme.example")))
                .contains("has expired on");
        assertThat(fault(ISSUER.certificate(key, now.plus(Duration.ofDays(1)), "notes.acme.example")))
                .contains("begins on");
    }

    @Test
    void refusesAChainInAnotherOrder() {
        KeyedCertificate good = ISSUER.certificate("notes.acme.example");
        var whole = new KeyedCertificate(List.of(good.leaf(), ISSUER.middle(), ISSUER.root()), good.key());
        var gap = new KeyedCertificate(List.of(good.leaf(), ISSUER.root()), good.key());
        var turned = new KeyedCertificate(List.of(ISSUER.middle(), good.leaf()), good.key());
        assertThat(read(whole)).isInstanceOf(Reading.Good.class);
        assertThat(fault(gap)).contains("issued the one before");
        assertThat(fault(turned)).isEqualTo("key: the key of the certificate");
    }

    @Test
    void refusesWhatIsNoCertificateOrTooMuch() {
        KeyedCertificate good = ISSUER.certificate("notes.acme.example");
        for (String text : List.of("", "hello", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----")) {
            assertThat(fault(text, good.keyPem())).contains("certificates as PEM");
        }
        assertThat(fault(good.chainPem().repeat(6), good.keyPem())).contains("1 to 10 certificates");
        String[] names = new String[400];
        for (int number = 0; number < names.length; number++) {
            names[number] = "name-" + number + ".acme.example";
        }
        names[0] = "notes.acme.example";
        assertThat(fault(ISSUER.certificate(names))).contains("12000 characters at most");
    }

    private static Reading read(KeyedCertificate certificate) {
        return GivenCertificate.read(certificate.chainPem(), certificate.keyPem(), HOST, Instant.now());
    }

    private static String fault(KeyedCertificate certificate) {
        return fault(certificate.chainPem(), certificate.keyPem());
    }

    private static String fault(String chain, Secret key) {
        var bad = (Reading.Bad) GivenCertificate.read(chain, key, HOST, Instant.now());
        return bad.field() + ": " + bad.expected();
    }
}
