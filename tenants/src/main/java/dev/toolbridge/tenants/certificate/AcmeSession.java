package dev.toolbridge.tenants.certificate;

import dev.toolbridge.service.config.SettingError;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/// Connections to the issuer, which are trusted for certificates of our choice.
final class AcmeSession {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private AcmeSession() {}

    /// @throws SettingError if the trusted certificates cannot be read
    static Session of(AcmeConfig config) {
        Optional<SSLContext> trust = config.trust().map(AcmeSession::trusting);
        var session = new Session(config.directory(), new Provider(trust));
        session.networkSettings().setTimeout(TIMEOUT);
        return session;
    }

    private static SSLContext trusting(Path file) {
        try (InputStream text = Files.newInputStream(file)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(text)) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new SettingError("ACME_CA_FILE: " + file + " must have certificates as PEM that can be read");
        }
    }

    /// The directory as it is given, and clients with our trust.
    private static final class Provider extends GenericAcmeProvider {
        private final Optional<SSLContext> trust;

        private Provider(Optional<SSLContext> trust) {
            this.trust = trust;
        }

        @Override
        public boolean accepts(URI directory) {
            return true;
        }

        @Override
        protected HttpConnector createHttpConnector(NetworkSettings settings) {
            return new HttpConnector(settings) {
                @Override
                public HttpClient.Builder createClientBuilder() {
                    HttpClient.Builder builder = super.createClientBuilder();
                    trust.ifPresent(builder::sslContext);
                    return builder;
                }
            };
        }
    }
}
