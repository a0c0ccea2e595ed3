package dev.toolbridge.tenants.domain;

import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.Served;
import dev.toolbridge.tenants.reconcile.Findings;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.tenant.Condition.Status;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Warns of a tenant's domains that have no certificate, and of certificates that were not renewed and end in 14, 7
/// or 1 days.
record CertificateCheck(DomainStore store, CertificateStore certificates, DomainRouter router, InstantSource clock)
        implements TenantCheck {
    private static final List<Integer> WARNING_DAYS = List.of(1, 7, 14);

    @Override
    public Set<ConditionType> types() {
        return Set.of(ConditionType.CERTIFICATES);
    }

    @Override
    public Findings check(Tenant tenant) {
        List<Domain> proven = store.of(tenant.ref()).stream()
                .filter(domain -> domain.provenAt().isPresent())
                .toList();
        if (proven.isEmpty() || !router.endsTls()) {
            return Findings.of(finding(Status.FALSE, "NotWanted", "Nothing of it is wanted in this state."));
        }
        return Findings.of(ending(proven)
                .or(() -> without(proven))
                .orElseGet(() -> finding(Status.TRUE, "AsWanted", "Every domain has a certificate.")));
    }

    /// The certificate that ends first, if it is one to warn of.
    private Optional<Finding> ending(List<Domain> domains) {
        Instant now = clock.instant();
        return WARNING_DAYS.stream()
                .flatMap(days -> domains.stream().flatMap(domain -> certificates.find(domain.id()).stream()
                        .filter(served -> served.endsWithin(Duration.ofDays(days), now))
                        .map(served -> ends(domain, served, days))))
                .findFirst();
    }

    private Finding ends(Domain domain, Served served, int days) {
        return served.isExpired(clock.instant())
                ? finding(Status.FALSE, "Expired", "The certificate of " + domain.name() + " has expired.")
                : finding(
                        Status.FALSE,
                        "EndsWithin" + days + "Days",
                        "The certificate of " + domain.name() + " ends on " + served.notAfter() + ".");
    }

    private Optional<Finding> without(List<Domain> domains) {
        String names = domains.stream()
                .filter(domain -> certificates.find(domain.id()).isEmpty())
                .map(Domain::name)
                .map(DomainName::text)
                .collect(Collectors.joining(", "));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(finding(Status.FALSE, "Missing", "No certificate yet: " + names));
    }

    private static Finding finding(Status status, String reason, String message) {
        return new Finding(ConditionType.CERTIFICATES, status, reason, message);
    }
}
