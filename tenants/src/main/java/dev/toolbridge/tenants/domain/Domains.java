package dev.toolbridge.tenants.domain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.certificate.AskStore;
import dev.toolbridge.tenants.certificate.CertificateIssuer;
import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.Holder;
import dev.toolbridge.tenants.certificate.KeyedCertificate;
import dev.toolbridge.tenants.reconcile.TenantCheck;
import dev.toolbridge.tenants.rest.FirstDomains;
import dev.toolbridge.tenants.rest.Visible;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.store.AuditStore.Author;
import dev.toolbridge.tenants.tenant.Slug;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The domains of tenants: their records, their checks, and what the router serves of them.
public final class Domains implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Domains.class);

    /// The time in which a domain has to be proven.
    private static final Duration PROOF_MAX = Duration.ofDays(7);

    private final Parts parts;
    private final DomainStore store;
    private final AskStore asks;
    private final DomainWatch watch;
    private final InstantSource clock;

    /// The parts that domains work on.
    ///
    /// @param issuer makes certificates, if the platform has one
    /// @param behindRouter tells of the name of a runtime if the router leads to its tenants
    public record Parts(
            Database database,
            DomainConfig config,
            CertificateStore certificates,
            DomainRouter router,
            Optional<CertificateIssuer> issuer,
            Predicate<String> behindRouter) {}

    public Domains(Parts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
        this.store = new DomainStore(parts.database());
        this.asks = new AskStore(parts.database());
        var dns = new Dns(parts.config().servers());
        var looks = new LookStore(parts.database());
        var ordering = new Ordering(parts.issuer(), looks, parts.certificates(), parts.router(), clock);
        this.watch = new DomainWatch(
                looks,
                new ProofCheck(dns, looks, clock),
                new ServingCheck(new Way(parts.config(), dns), parts.router(), parts.certificates(), ordering, clock),
                parts.router());
    }

    /// Begins to check the domains that are due.
    public void start() {
        watch.start();
    }

    /// Ends the checks; what is served goes on.
    @Override
    public void close() {
        watch.close();
    }

    public DomainRoutes routes(Visible visible) {
        return new DomainRoutes(this, visible);
    }

    /// Takes the domains that are in orders for tenants.
    public FirstDomains first() {
        return new OrderedDomains(this);
    }

    /// The checks of what tenants have of their domains.
    public List<TenantCheck> checks() {
        return List.of(
                new CertificateCheck(store, parts.certificates(), parts.router(), clock), new ReleaseCheck(store));
    }

    /// The addresses at the domains that a tenant has proven.
    public List<String> addresses(UUID tenant) {
        return store.of(tenant).stream()
                .filter(domain -> domain.provenAt().isPresent())
                .map(domain -> parts.config().address(domain.name()))
                .toList();
    }

    /// Removes all domains of a tenant that is destroyed; may be called again.
    public void removeAll(UUID tenant) {
        if (store.removeAll(tenant)) {
            parts.router().refresh();
        }
    }

    DomainStore store() {
        return store;
    }

    Instant now() {
        return clock.instant();
    }

    /// Reads the name of a domain that can be a tenant's.
    DomainName.Reading read(String text) {
        DomainName.Reading read = DomainName.read(text);
        boolean isOurs = read instanceof DomainName.Reading.Good(DomainName name)
                && name.isWithin(parts.config().platform());
        return isOurs ? new DomainName.Reading.Bad("must not be a name of this platform") : read;
    }

    /// Tells if domains lead to the tenants of a runtime.
    boolean leadTo(String runtime) {
        return parts.behindRouter().test(runtime);
    }

    /// A wish for domains from now on.
    ///
    /// @param limit the number that the tenant may have
    DomainOrder order(UUID tenant, long limit, Author author) {
        return new DomainOrder(tenant, limit, clock.instant().plus(PROOF_MAX), author);
    }

    boolean remove(Domain domain, Author author) {
        boolean isRemoved = store.remove(domain.tenant(), domain.name().text(), author);
        if (isRemoved) {
            bring();
        }
        return isRemoved;
    }

    /// Checks a domain now; the answer may take as long as the DNS and the issuer.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `rate_limited` if too many certificates could be ordered so
    void check(Domain domain) {
        if (mayOrder(domain)) {
            asks.note(domain.name().text()).ifPresent(wait -> {
                throw DomainRefusals.tooOften(wait);
            });
        }
        store.askAgain(domain.id(), clock.instant().plus(PROOF_MAX));
        watch.check(domain.id());
    }

    private boolean mayOrder(Domain domain) {
        return domain.provenAt().isPresent()
                && parts.issuer().isPresent()
                && parts.router().endsTls()
                && parts.certificates()
                        .find(domain.id())
                        .filter(served -> served.isGiven() || served.renewAt().isAfter(clock.instant()))
                        .isEmpty();
    }

    boolean give(Holder holder, KeyedCertificate certificate, Author author) {
        boolean isKept = parts.certificates().give(holder, certificate, author);
        if (isKept) {
            bring();
            watch.check(holder.domain());
        }
        return isKept;
    }

    ObjectNode json(Domain domain, Slug slug) {
        return new DomainJson(parts.config())
                .of(domain, slug, parts.certificates().find(domain.id()));
    }

    /// The tables have the change; a router that does not answer gets it when it does.
    private void bring() {
        try {
            parts.router().refresh();
        } catch (RuntimeException failed) {
            LOG.atWarn().setCause(failed).log("the router does not take a change of domains now");
        }
    }
}
