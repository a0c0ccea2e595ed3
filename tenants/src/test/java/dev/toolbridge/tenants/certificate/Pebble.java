package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An issuer in a process of its own, which refuses nonces now and then.
public final class Pebble implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(20);

    private final Path folder;
    private final TestIssuer own = new TestIssuer();
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private final TestDns dns;
    private Program program;

    /// @param httpPort the port at which it asks for the answers to its challenges
    public Pebble(TestDns dns, int httpPort) {
        this.dns = dns;
        try {
            folder = Files.createTempDirectory("tbp");
            KeyedCertificate certificate = own.certificate("localhost");
            Files.writeString(folder.resolve("certificate.pem"), certificate.chainPem());
            Files.writeString(folder.resolve("key.pem"), certificate.keyPem().reveal());
            Files.writeString(
                    folder.resolve("trust.pem"), new KeyedCertificate(java.util.List.of(own.root()), null).chainPem());
            Files.writeString(
                    folder.resolve("pebble.json"),
                    Json.text(Json.object()
                            .set(
                                    "pebble",
                                    Json.object()
                                            .put("listenAddress", "127.0.0.1:" + port)
                                            .put("managementListenAddress", "127.0.0.1:" + managementPort)
                                            .put(
                                                    "certificate",
                                                    folder.resolve("certificate.pem")
                                                            .toString())
                                            .put(
                                                    "privateKey",
                                                    folder.resolve("key.pem").toString())
                                            .put("httpPort", httpPort)
                                            .put("tlsPort", httpPort)
                                            .put("ocspResponderURL", "")
                                            .put("externalAccountBindingRequired", false))));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        start();
    }

    /// Forgets everything: accounts, orders, its own keys.
    public void restart() {
        program.close();
        start();
    }

    public AcmeConfig config() {
        return new AcmeConfig(
                URI.create("https://localhost:" + port + "/dir"),
                "certificates@tb.example",
                java.util.Optional.of(folder.resolve("trust.pem")));
    }

    /// The certificate at the top of those that it issues.
    public X509Certificate root() {
        return PemText.certificates(get("https://localhost:" + managementPort + "/roots/0"))
                .getFirst();
    }

    @Override
    public void close() {
        program.close();
    }

    private void start() {
        DebianTool pebble = DebianTool.required("pebble", "pebble");
        var environment = new HashMap<>(pebble.environment());
        environment.putAll(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_AUTHZREUSE", "0"));
        program = Program.start(
                java.util.List.of(
                        pebble.program().toString(),
                        "-config",
                        folder.resolve("pebble.json").toString(),
                        "-dnsserver",
                        dns.address()),
                environment);
        Await.until(START_MAX, this::isReady, program::output);
    }

    private boolean isReady() {
        try {
            return !get("https://localhost:" + port + "/dir").isEmpty();
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private String get(String address) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("root", own.root());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            var connection = (HttpsURLConnection) URI.create(address).toURL().openConnection();
            connection.setSSLSocketFactory(context.getSocketFactory());
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
