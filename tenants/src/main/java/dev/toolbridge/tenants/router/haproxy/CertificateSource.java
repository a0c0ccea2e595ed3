package dev.toolbridge.tenants.router.haproxy;

import java.io.IOException;
import java.nio.file.Path;

/// The tables of certificates, as the router reads them.
public interface CertificateSource {

    /// A source without certificates.
    CertificateSource NONE = new CertificateSource() {
        @Override
        public Certificates wanted() {
            return Certificates.NONE;
        }

        @Override
        public boolean write(String id, Path file) {
            return false;
        }
    };

    /// The certificates that should be served now.
    Certificates wanted();

    /// Writes the chain of a certificate and its key, as PEM without empty lines, into a file that only this user may
    /// read, in a folder that only this user may open; false if the certificate was removed.
    boolean write(String id, Path file) throws IOException;
}
