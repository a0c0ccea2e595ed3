package dev.toolbridge.tenants.router.haproxy;

import dev.toolbridge.service.config.Secret;
import java.util.Optional;

/// The tables of certificates, as the router reads them.
public interface CertificateSource {

    /// A source without certificates.
    CertificateSource NONE = new CertificateSource() {
        @Override
        public Certificates wanted() {
            return Certificates.NONE;
        }

        @Override
        public Optional<Secret> pem(String id) {
            return Optional.empty();
        }
    };

    /// The certificates that should be served now.
    Certificates wanted();

    /// The chain of a certificate and its key, as PEM without empty lines; empty if it was removed.
    Optional<Secret> pem(String id);
}
