package dev.toolbridge.tenants.domain;

import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.certificate.CertificateIssuer;
import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.Holder;
import dev.toolbridge.tenants.certificate.KeyedCertificate;
import dev.toolbridge.tenants.certificate.Served;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.store.AuditStore.Author;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets a domain a certificate, the first or the next one. As long as there is no next one, the one before is served.
record Ordering(
        Optional<CertificateIssuer> issuer,
        LookStore looks,
        CertificateStore certificates,
        DomainRouter router,
        InstantSource clock) {
    /// An order takes two minutes at most.
    static final Duration LEASE = Duration.ofMinutes(3);

    private static final Logger LOG = LoggerFactory.getLogger(Ordering.class);
    private static final String ACTOR = Json.text(Json.object().put("program", "domains"));

    Found run(DomainLook look, Optional<Served> served) {
        Instant now = clock.instant();
        Optional<Instant> blocked = look.blockedUntil().filter(until -> until.isAfter(now));
        if (issuer.isEmpty()) {
            return Found.of(
                            served.isPresent() ? DomainStatus.FAILING : DomainStatus.VERIFIED,
                            "NoCertificate",
                            "Give a certificate: this platform orders none.",
                            now)
                    .after(0, Pace.QUIET);
        }
        if (blocked.isPresent()) {
            return failed(look, served, "IssuerLimit", "The issuer takes no order before " + blocked.get() + ".")
                    .until(blocked.get());
        }
        return ordered(look, served, issuer.get());
    }

    /// The result of a certificate that is served and not yet due.
    static Found active(Served served, Instant now) {
        Found found = Found.of(DomainStatus.ACTIVE, "Served", "The router leads it to the tenant.", now)
                .after(0, Pace.QUIET);
        boolean isDueFirst = served.renewAt().isAfter(now)
                && found.nextCheckAt().filter(served.renewAt()::isBefore).isPresent();
        return isDueFirst ? found.until(served.renewAt()) : found;
    }

    private Found ordered(DomainLook look, Optional<Served> served, CertificateIssuer used) {
        Domain domain = look.domain();
        var holder = new Holder(
                domain.id(), domain.tenant(), new HostName(domain.name().text()));
        boolean isFirst = served.isEmpty();
        return switch (used.issue(holder, () -> looks.hold(look, LEASE, isFirst))) {
            case CertificateIssuer.Outcome.Issued(KeyedCertificate certificate) -> {
                Found found = taken(look, holder, certificate);
                used.close(holder);
                yield found;
            }
            case CertificateIssuer.Outcome.Refused(String reason, String why) -> {
                warn(domain, why);
                yield failed(look, served, reason, why);
            }
            case CertificateIssuer.Outcome.Later(String reason, String why, Optional<Instant> notBefore) -> {
                warn(domain, why);
                notBefore.ifPresent(until -> looks.block(look, until));
                Found found = failed(look, served, reason, why);
                yield notBefore.map(found::until).orElse(found);
            }
            case CertificateIssuer.Outcome.Working(String why) ->
                Found.of(
                                served.isPresent() ? domain.status() : DomainStatus.CERTIFICATE,
                                "Ordered",
                                why,
                                clock.instant())
                        .after(0, Pace.SOON);
        };
    }

    private Found taken(DomainLook look, Holder holder, KeyedCertificate certificate) {
        var author = new Author(holder.tenant().toString(), ACTOR, "");
        if (certificates.issued(holder, certificate, author, look.fence())) {
            router.refresh();
        }
        return certificates
                .find(holder.domain())
                .map(now -> active(now, clock.instant()))
                .orElseGet(
                        () -> Found.of(DomainStatus.VERIFIED, "NotChecked", "It is checked again.", clock.instant()));
    }

    /// The one before serves on as long as it is valid.
    private Found failed(DomainLook look, Optional<Served> served, String reason, String why) {
        boolean isServing =
                served.filter(before -> !before.isExpired(clock.instant())).isPresent();
        int failures = look.domain().failures() + 1;
        return Found.of(isServing ? DomainStatus.ACTIVE : DomainStatus.FAILING, reason, why, clock.instant())
                .after(failures, Pace.ORDER);
    }

    private static void warn(Domain domain, String why) {
        LOG.atWarn()
                .addKeyValue("tenant", domain.tenant())
                .addKeyValue("domain", domain.name())
                .addKeyValue("reason", why)
                .log("no certificate was issued");
    }
}
