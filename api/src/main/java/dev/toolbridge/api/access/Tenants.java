package dev.toolbridge.api.access;

import dev.toolbridge.api.access.membership.Membership;
import dev.toolbridge.api.access.membership.Memberships;
import dev.toolbridge.api.access.membership.MembershipsUnavailable;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Selects and authorises the tenant of a request. The header only selects: it must name the tenant that the
/// credential is bound to, and the user must belong to it.
///
/// The default tenant is for users without any organisation. Without the identity provider's API it is the only one.
public final class Tenants {
    private final TenantConfig config;
    private final Optional<Memberships> memberships;

    public Tenants(TenantConfig config, Optional<Memberships> memberships) {
        this.config = config;
        this.memberships = memberships;
    }

    /// The tenant of a request.
    ///
    /// @param header the tenant that the request names, if it names one
    public Selection select(Identity identity, Optional<String> header) {
        Optional<String> asked = header.map(Tenants::checked);
        String tenant = asked.or(identity::boundTenant).orElseGet(() -> onlyChoice(identity));
        return authorised(identity, tenant);
    }

    /// The tenants that may be selected, for a client that has to ask its user.
    TenantChoice choice(Identity identity) {
        return answered(() -> switch (identity.authority()) {
            case OWNER -> theOne(identity, identity.boundTenant().orElse(config.defaultTenant()));
            case PROVIDER ->
                identity.boundTenant()
                        .map(tenant -> theOne(identity, tenant))
                        .orElseGet(() -> among(asked().all(identity.subject())));
        });
    }

    private TenantChoice theOne(Identity identity, String tenant) {
        String authorised = authorised(identity, tenant).tenant();
        Optional<String> name = authorised.equals(config.defaultTenant())
                ? Optional.of(config.defaultName())
                : memberships
                        .filter(_ -> identity.authority() == Authority.PROVIDER)
                        .flatMap(all -> all.find(identity.subject(), authorised))
                        .map(Membership::tenantName);
        return new TenantChoice.One(authorised, name);
    }

    private TenantChoice among(List<Membership> all) {
        List<Membership> open =
                all.stream().filter(membership -> isOpen(membership.tenant())).toList();
        return switch (open.size()) {
            case 0 -> {
                if (!all.isEmpty() || !isOpen(config.defaultTenant())) {
                    throw notAuthorised();
                }
                yield new TenantChoice.One(config.defaultTenant(), Optional.of(config.defaultName()));
            }
            case 1 ->
                new TenantChoice.One(
                        open.getFirst().tenant(), Optional.of(open.getFirst().tenantName()));
            default -> new TenantChoice.Several(open);
        };
    }

    /// The only possible tenant, for a request that names none and a credential that is bound to none.
    private String onlyChoice(Identity identity) {
        if (config.only().isPresent()) {
            return config.only().get();
        }
        if (identity.authority() == Authority.OWNER || memberships.isEmpty()) {
            return config.defaultTenant();
        }
        List<Membership> all = answered(() -> asked().all(identity.subject()));
        if (all.size() > 1) {
            throw Refusal.plain(ErrorCode.UNAUTHORIZED, "Unauthorized: missing tenant header")
                    .header("WWW-Authenticate", "Bearer");
        }
        return all.stream().map(Membership::tenant).findFirst().orElse(config.defaultTenant());
    }

    private Selection authorised(Identity identity, String tenant) {
        boolean boundElsewhere =
                identity.boundTenant().filter(bound -> !bound.equals(tenant)).isPresent();
        if (boundElsewhere || !isOpen(tenant)) {
            throw notAuthorised();
        }
        Optional<Role> role =
                switch (identity.authority()) {
                    case OWNER -> ownersWord(identity, tenant);
                    case PROVIDER -> answered(() -> providersWord(identity, tenant));
                };
        return new Selection(tenant, role.orElseThrow(Tenants::notAuthorised));
    }

    private Optional<Role> ownersWord(Identity identity, String tenant) {
        boolean named = identity.boundTenant().isPresent() || tenant.equals(config.defaultTenant());
        return named ? Optional.of(Role.OWNER) : Optional.empty();
    }

    private Optional<Role> providersWord(Identity identity, String tenant) {
        if (tenant.equals(config.defaultTenant())) {
            boolean alone =
                    memberships.isEmpty() || asked().all(identity.subject()).isEmpty();
            return alone ? Optional.of(Role.MEMBER) : Optional.empty();
        }
        return memberships
                .flatMap(all -> all.find(identity.subject(), tenant))
                .map(membership -> Role.named(membership.role()));
    }

    private Memberships asked() {
        return memberships.orElseThrow(
                () -> Refusal.of(ErrorCode.UNAVAILABLE, "WorkOS tenant resolution not configured"));
    }

    private boolean isOpen(String tenant) {
        return config.only().filter(only -> !only.equals(tenant)).isEmpty();
    }

    /// Turns a missing answer into a refusal that lets the client try again.
    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (MembershipsUnavailable away) {
            long seconds = Math.max(1, away.retryAfter().toSeconds());
            throw Refusal.of(ErrorCode.UNAVAILABLE, "the identity provider is unavailable")
                    .header("Retry-After", Long.toString(seconds));
        }
    }

    private static String checked(String header) {
        if (header.isBlank()) {
            throw Refusal.plain(ErrorCode.UNAUTHORIZED, "Unauthorized: missing tenant header")
                    .header("WWW-Authenticate", "Bearer");
        }
        if (header.contains(",")) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "header X-TB-Tenant-ID must name one tenant");
        }
        return header.strip();
    }

    private static Refusal notAuthorised() {
        return Refusal.plain(ErrorCode.FORBIDDEN, "Unauthorized: not authorized for requested tenant");
    }
}
