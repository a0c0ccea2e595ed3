package dev.toolbridge.tenants.domain;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.AuditStore.Author;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The checks of domains in PostgreSQL: who checks what, until when, and what was found.
final class LookStore {
    /// The checks as the audit log names them.
    private static final String ACTOR = Json.text(Json.object().put("program", "domains"));

    private static final String CLAIM = """
        UPDATE domain SET fence = domain.fence + 1,
          lease_until = now() + make_interval(secs => CAST(? AS bigint))
        FROM tenant WHERE tenant.ref = domain.tenant_ref AND domain.id IN (
          SELECT due.id FROM domain due JOIN tenant t ON t.ref = due.tenant_ref
          WHERE due.lease_until <= now() AND t.status IN ('provisioning', 'active', 'updating', 'suspended')
            AND %s
          ORDER BY due.next_check_at LIMIT ? FOR UPDATE OF due SKIP LOCKED)
        RETURNING tenant.slug, domain.fence, domain.blocked_until,
        """ + DomainRows.COLUMNS;

    private static final String CLAIM_DUE = claim("due.next_check_at <= now()");
    private static final String CLAIM_ONE = claim("due.id = ?");

    /// One proof of a name at a time.
    private static final String LOCK_NAME =
            "SELECT CAST(pg_advisory_xact_lock(hashtextextended('domain ' || ?, 0)) AS text) AS locked";

    private static final String PROVE = """
        UPDATE domain SET proven_at = now(), status = 'verified' WHERE id = ? AND fence = ?
          AND NOT EXISTS (SELECT FROM domain other WHERE other.name = domain.name AND other.proven_at IS NOT NULL)
        RETURNING id
        """;

    /// Shows that the first certificate is being made.
    private static final String HOLD = """
        UPDATE domain SET status = CASE WHEN ? THEN 'certificate' ELSE status END,
          reason = 'Ordered', message = 'A certificate is being made.',
          lease_until = now() + make_interval(secs => CAST(? AS bigint))
        WHERE id = ? AND fence = ? RETURNING id
        """;

    private static final String BLOCK = "UPDATE domain SET blocked_until = ? WHERE id = ? AND fence = ? RETURNING id";

    private static final String WRITE = """
        UPDATE domain SET status = ?, reason = ?, message = ?, texts = ?, addresses = ?,
          next_check_at = CAST(? AS timestamptz), failures = ?, checked_at = now(), lease_until = '-infinity'
        WHERE id = ? AND fence = ? RETURNING id
        """;

    /// The status stays: a domain may have been proven within the check.
    private static final String WRITE_AGAIN = """
        UPDATE domain SET reason = 'CheckFailed', message = 'The check did not come to an end; it is done again.',
          next_check_at = ?, lease_until = '-infinity'
        WHERE id = ? AND fence = ? RETURNING id
        """;

    private final Database database;

    LookStore(Database database) {
        this.database = database;
    }

    private static String claim(String condition) {
        return CLAIM.replace("%s", condition);
    }

    /// Takes domains that are due and that no other server checks.
    List<DomainLook> claim(Duration lease, int countMax) {
        return database.single(CLAIM_DUE, DomainRows::look, lease.toSeconds(), countMax);
    }

    /// Takes one domain, due or not; empty if another server checks it now.
    Optional<DomainLook> claim(Duration lease, UUID domain) {
        return database.single(CLAIM_ONE, DomainRows::look, lease.toSeconds(), domain, 1).stream()
                .findFirst();
    }

    /// Gives a tenant the domain that it has proven; false if another one has proven it before.
    boolean prove(DomainLook look) {
        Domain domain = look.domain();
        return database.transaction(transaction -> {
            transaction.rows(LOCK_NAME, _ -> true, domain.name().text());
            boolean isProven = !transaction
                    .rows(PROVE, _ -> true, domain.id(), look.fence())
                    .isEmpty();
            if (isProven) {
                var author = new Author(domain.tenant().toString(), ACTOR, "");
                AuditStore.append(
                        transaction,
                        author,
                        AuditEntry.of("domain.verified", domain.name().text()));
                transaction.commit();
            }
            return isProven;
        });
    }

    /// Holds a look for longer, before a step of an order; false if the lease is another server's by now.
    boolean hold(DomainLook look, Duration lease, boolean isFirst) {
        return !database.single(
                        HOLD,
                        _ -> true,
                        isFirst,
                        lease.toSeconds(),
                        look.domain().id(),
                        look.fence())
                .isEmpty();
    }

    /// Keeps the issuer's word on when it takes orders again.
    void block(DomainLook look, Instant until) {
        database.single(BLOCK, _ -> true, until, look.domain().id(), look.fence());
    }

    /// Ends a look with its result.
    void write(DomainLook look, Found found) {
        database.single(
                WRITE,
                _ -> true,
                found.status().word(),
                found.reason(),
                found.message(),
                found.texts(),
                found.addresses(),
                found.nextCheckAt().orElse(null),
                found.failures(),
                look.domain().id(),
                look.fence());
    }

    /// Ends a look without a result; another one follows.
    void writeAgain(DomainLook look, Instant next) {
        database.single(WRITE_AGAIN, _ -> true, next, look.domain().id(), look.fence());
    }
}
