package dev.toolbridge.tenants.domain;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.tenants.store.AuditStore;
import dev.toolbridge.tenants.store.AuditStore.Author;
import dev.toolbridge.tenants.store.RowValues;
import dev.toolbridge.tenants.tenant.TenantStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The domains of tenants in PostgreSQL, as requests read and change them.
final class DomainStore {
    /// The states of a tenant in which it may get a domain, and in which its domains are checked.
    static final Set<TenantStatus> SERVED =
            Set.of(TenantStatus.PROVISIONING, TenantStatus.ACTIVE, TenantStatus.UPDATING, TenantStatus.SUSPENDED);

    private static final String OF_TENANT =
            "SELECT " + DomainRows.COLUMNS + " FROM domain WHERE tenant_ref = ? ORDER BY name";
    private static final String FIND =
            "SELECT " + DomainRows.COLUMNS + " FROM domain WHERE tenant_ref = ? AND name = ?";

    /// Locked, so that no two requests take the last place.
    private static final String LOCK_TENANT = "SELECT status FROM tenant WHERE ref = ? FOR NO KEY UPDATE";

    private static final String COUNT = "SELECT count(*) AS domains FROM domain WHERE tenant_ref = ?";

    private static final String OF_ANOTHER =
            "SELECT name FROM domain WHERE name = ? AND proven_at IS NOT NULL AND tenant_ref <> ?";

    private static final String ADD = """
        INSERT INTO domain (id, tenant_ref, name, proof, reason, message, prove_by, next_check_at)
        VALUES (?, ?, ?, ?, 'NotChecked', 'The DNS was not asked yet.', ?, ?) RETURNING
        """ + DomainRows.COLUMNS;

    private static final String REMOVE = "DELETE FROM domain WHERE tenant_ref = ? AND name = ? RETURNING id";
    private static final String REMOVE_ALL = "DELETE FROM domain WHERE tenant_ref = ? RETURNING id";

    /// A person who asks has changed something: the search for the proof begins anew.
    private static final String ASK_AGAIN = """
        UPDATE domain SET failures = 0, next_check_at = now(), prove_by = greatest(prove_by, ?)
        WHERE id = ? RETURNING id
        """;

    /// The programs of a release know the domains that were proven when it began.
    private static final String OUTDATED = """
        SELECT artefact FROM tenant_release release WHERE tenant_ref = ? AND status = 'running' AND EXISTS (
          SELECT FROM domain WHERE domain.tenant_ref = release.tenant_ref AND proven_at > release.created_at)
        """;

    private final Database database;

    DomainStore(Database database) {
        this.database = database;
    }

    List<Domain> of(UUID tenant) {
        return database.single(OF_TENANT, DomainRows::domain, tenant);
    }

    Optional<Domain> find(UUID tenant, String name) {
        return database.single(FIND, DomainRows::domain, tenant, name).stream().findFirst();
    }

    /// Records a domain, which is due at once.
    Added add(DomainOrder order, DomainName name) {
        return database.transaction(transaction -> {
            Added added = add(transaction, order, name);
            if (added instanceof Added.Made) {
                append(transaction, order, name);
                transaction.commit();
            }
            return added;
        });
    }

    /// Writes down that a domain was recorded, once nothing can be refused any more.
    static void append(Transaction transaction, DomainOrder order, DomainName name) {
        AuditStore.append(transaction, order.author(), AuditEntry.of("domain.added", name.text()));
    }

    /// Records a domain within the transaction of another store.
    static Added add(Transaction transaction, DomainOrder order, DomainName name) {
        String status = transaction
                .rows(LOCK_TENANT, row -> RowValues.text(row, "status"), order.tenant())
                .getFirst();
        Optional<Domain> present = transaction.rows(FIND, DomainRows::domain, order.tenant(), name.text()).stream()
                .findFirst();
        if (present.isPresent()) {
            return new Added.Present(present.get());
        }
        if (!SERVED.contains(TenantStatus.read(status).orElseThrow())) {
            return new Added.NotAllowed(status);
        }
        if (!transaction
                .rows(OF_ANOTHER, _ -> true, name.text(), order.tenant())
                .isEmpty()) {
            return new Added.Taken();
        }
        long count = transaction
                .rows(COUNT, row -> RowValues.number(row, "domains"), order.tenant())
                .getFirst();
        return count >= order.limit() ? new Added.Full(order.limit()) : new Added.Made(made(transaction, order, name));
    }

    private static Domain made(Transaction transaction, DomainOrder order, DomainName name) {
        Instant now = Instant.now();
        return transaction
                .rows(
                        ADD,
                        DomainRows::domain,
                        UidForm.fresh(now),
                        order.tenant(),
                        name.text(),
                        Proof.fresh(),
                        order.proveBy(),
                        now)
                .getFirst();
    }

    /// Removes a domain with its certificate; false if there is none.
    boolean remove(UUID tenant, String name, Author author) {
        return database.transaction(transaction -> {
            boolean isRemoved =
                    !transaction.rows(REMOVE, _ -> true, tenant, name).isEmpty();
            if (isRemoved) {
                AuditStore.append(transaction, author, AuditEntry.of("domain.removed", name));
                transaction.commit();
            }
            return isRemoved;
        });
    }

    /// Removes all domains of a tenant with their certificates; false if there were none.
    boolean removeAll(UUID tenant) {
        return !database.single(REMOVE_ALL, _ -> true, tenant).isEmpty();
    }

    /// The release that a tenant runs, if that began before its newest domain was proven.
    Optional<String> outdated(UUID tenant) {
        return database.single(OUTDATED, row -> RowValues.text(row, "artefact"), tenant).stream()
                .findFirst();
    }

    void askAgain(UUID domain, Instant proveBy) {
        database.single(ASK_AGAIN, _ -> true, proveBy, domain);
    }
}
