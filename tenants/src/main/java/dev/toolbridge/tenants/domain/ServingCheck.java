package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.Served;
import dev.toolbridge.tenants.router.DomainRouter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Looks at a domain that is proven: where it leads, and which certificate it has.
record ServingCheck(
        Way way, DomainRouter router, CertificateStore certificates, Ordering ordering, InstantSource clock) {
    private static final Duration WARNING = Duration.ofDays(14);

    Found run(DomainLook look) {
        Domain domain = look.domain();
        Optional<Served> served = certificates.find(domain.id());
        DnsAnswer wanted = way.wanted(look.slug());
        DnsAnswer found = way.dns().addresses(domain.name().text());
        if (wanted instanceof DnsAnswer.Found(List<String> wantedNow)
                && found instanceof DnsAnswer.Found(List<String> foundNow)) {
            Optional<String> fault = way.fault(domain.name(), wantedNow, foundNow);
            return fault.map(text -> elsewhere(domain, served, text))
                    .orElseGet(() -> here(look, served))
                    .at(foundNow);
        }
        return unclear(
                domain,
                served,
                found instanceof DnsAnswer.Unclear(String why) ? why : "the router has no address in the DNS");
    }

    /// A domain that was served goes on while the DNS says nothing.
    private Found unclear(Domain domain, Optional<Served> served, String why) {
        boolean isServing = domain.status() == DomainStatus.ACTIVE && isGood(served);
        return found(
                        isServing ? DomainStatus.ACTIVE : DomainStatus.VERIFIED,
                        "DnsUnclear",
                        "The addresses are not known: " + why + ".")
                .after(domain.failures() + 1, Pace.DNS);
    }

    /// A proxy in front of the router has other addresses: with a certificate that was given, that is no fault.
    private Found elsewhere(Domain domain, Optional<Served> served, String fault) {
        if (served.filter(Served::isGiven).isPresent() && isGood(served)) {
            return withGiven(served.get());
        }
        DomainStatus status = served.isPresent() || wasActive(domain) ? DomainStatus.FAILING : DomainStatus.VERIFIED;
        return found(status, "LeadsElsewhere", fault).after(domain.failures() + 1, Pace.DNS);
    }

    private Found here(DomainLook look, Optional<Served> served) {
        if (!router.endsTls()) {
            return found(DomainStatus.ACTIVE, "Served", "The router leads it to the tenant.")
                    .after(0, Pace.QUIET);
        }
        if (served.filter(Served::isGiven).isPresent()) {
            return withGiven(served.get());
        }
        boolean isDue = served.isEmpty() || !served.get().renewAt().isAfter(clock.instant());
        return isDue ? ordering.run(look, served) : Ordering.active(served.get(), clock.instant());
    }

    private Found withGiven(Served served) {
        Instant now = clock.instant();
        if (served.isExpired(now)) {
            return found(DomainStatus.FAILING, "CertificateExpired", "The certificate has expired; give another one.")
                    .after(0, Pace.QUIET);
        }
        return served.endsWithin(WARNING, now)
                ? found(
                                DomainStatus.ACTIVE,
                                "CertificateEnds",
                                "The certificate ends on " + served.notAfter() + "; give another one.")
                        .after(0, Pace.QUIET)
                : Ordering.active(served, now);
    }

    private boolean isGood(Optional<Served> served) {
        return !router.endsTls()
                || served.filter(certificate -> !certificate.isExpired(clock.instant()))
                        .isPresent();
    }

    private static boolean wasActive(Domain domain) {
        return domain.status() == DomainStatus.ACTIVE || domain.status() == DomainStatus.FAILING;
    }

    private Found found(DomainStatus status, String reason, String message) {
        return Found.of(status, reason, message, clock.instant());
    }
}
