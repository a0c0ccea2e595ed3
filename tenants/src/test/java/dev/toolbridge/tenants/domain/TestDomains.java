package dev.toolbridge.tenants.domain;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.certificate.CertificateIssuer;
import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.PlatformCertificate;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.secret.TestKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Domains of a platform whose router ends no TLS and takes every change.
public final class TestDomains {
    static final String PLATFORM = "tb.example";

    /// A runtime whose tenants are not behind the router.
    public static final String ELSEWHERE = "elsewhere";

    private TestDomains() {}

    /// The part that serves domains.
    ///
    /// @param servers the DNS servers
    public static Domains of(Database database, List<String> servers) {
        return of(database, servers, Optional.empty());
    }

    /// The same for a router that ends TLS if there is an issuer.
    static Domains of(Database database, List<String> servers, Optional<CertificateIssuer> issuer) {
        var router = new DomainRouter() {
            @Override
            public void refresh() {}

            @Override
            public boolean endsTls() {
                return issuer.isPresent();
            }
        };
        var certificates = new CertificateStore(
                database, new SealedValues(TestKeys.of(database)), PlatformCertificate.of(Optional.empty(), PLATFORM));
        return new Domains(
                new Domains.Parts(
                        database,
                        new DomainConfig(PLATFORM, "https://*", servers, List.of("203.0.113.7")),
                        certificates,
                        router,
                        issuer,
                        runtime -> !runtime.equals(ELSEWHERE)),
                Clock.systemUTC());
    }
}
