package dev.toolbridge.tenants.store;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.tenant.NewTenant;
import dev.toolbridge.tenants.tenant.Plan;
import dev.toolbridge.tenants.tenant.Tenant;
import dev.toolbridge.tenants.tenant.TenantPatch;
import dev.toolbridge.tenants.tenant.TenantStatus;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The tenants in PostgreSQL.
public final class TenantStore {
    private static final String NO_REF = "00000000-0000-0000-0000-000000000000";

    private static final String BY_LIVE_ID = "SELECT ref FROM tenant WHERE id = ? AND status <> 'destroyed'";

    private static final String CLAIM_SLUG = """
            INSERT INTO slug (slug, tenant_ref) VALUES (?, ?)
            ON CONFLICT (slug) DO UPDATE SET tenant_ref = excluded.tenant_ref, free_at = NULL
            WHERE slug.free_at <= now() RETURNING slug
            """;

    private static final String INSERT = """
            INSERT INTO tenant (ref, id, slug, name, plan, quotas, region, runtime, admins, status)
            VALUES (?, ?, ?, ?, ?, CAST(? AS jsonb), ?, ?, ?, 'provisioning')
            ON CONFLICT DO NOTHING RETURNING
            """ + TenantRows.COLUMNS;

    private static final String WATCH = "INSERT INTO reconciliation (tenant_ref) VALUES (?) RETURNING tenant_ref";

    /// The operation of a tenant as [OperationStore#running] finds it.
    private static final String PAGE = "SELECT running.id AS operation, " + TenantRows.COLUMNS + """
            FROM tenant LEFT JOIN (
              SELECT DISTINCT ON (tenant_ref) tenant_ref, id FROM operation
              WHERE status IN ('queued', 'running', 'waiting') ORDER BY tenant_ref, changing DESC, id
            ) AS running ON running.tenant_ref = tenant.ref
            WHERE tenant.ref > ? AND (CAST(? AS text) IS NULL OR tenant.status = ?) ORDER BY tenant.ref LIMIT ?
            """;

    private static final String FIND = "SELECT " + TenantRows.COLUMNS + """
            FROM tenant WHERE ref = ? OR id = ? OR slug = ?
            ORDER BY ref = ? DESC, (id = ?) IS TRUE DESC, status = 'destroyed', ref DESC LIMIT 1
            """;

    private static final String PATCH = """
            UPDATE tenant SET name = COALESCE(?, name), plan = COALESCE(?, plan),
              quotas = COALESCE(CAST(? AS jsonb), quotas), admins = COALESCE(CAST(? AS text[]), admins),
              version = version + 1, generation = generation + 1
            WHERE ref = ? AND version = ? AND status <> 'destroyed' RETURNING
            """ + TenantRows.COLUMNS;

    /// The reconciler then brings about at once what it can.
    private static final String LOOK_NOW =
            "UPDATE reconciliation SET next_at = clock_timestamp() WHERE tenant_ref = ? RETURNING tenant_ref";

    private static final String BIND = """
            UPDATE tenant SET id = ? WHERE ref = ? AND (id IS NULL OR id = ?) AND NOT EXISTS (
              SELECT FROM tenant other WHERE other.id = ? AND other.ref <> ? AND other.status <> 'destroyed')
            RETURNING ref
            """;

    private static final String RETAIN = "UPDATE tenant SET retained_until = ? WHERE ref = ? RETURNING ref";

    private static final String SEEN = """
            UPDATE tenant SET last_seen_at = greatest(last_seen_at, ?) WHERE ref = ? RETURNING ref
            """;

    private final Database database;

    public TenantStore(Database database) {
        this.database = database;
    }

    /// Records a tenant and the operation that makes it, both or neither. Of two requests for one slug or organisation
    /// at the same instant, one is refused.
    public Creation create(NewTenant tenant, OperationOrder order, Origin origin) {
        return database.transaction(transaction -> {
            Creation creation = OnceStore.settled(transaction, origin)
                    .map(TenantStore::repeated)
                    .orElseGet(() -> attempt(transaction, tenant, order));
            if (creation instanceof Creation.Created created) {
                Completion.complete(transaction, origin, created.operation());
            }
            return creation;
        });
    }

    private static Creation repeated(OnceStore.Claim claim) {
        return claim instanceof OnceStore.Claim.Repeated(var answer)
                ? new Creation.Repeated(answer)
                : new Creation.KeyReused();
    }

    private static Creation attempt(Transaction transaction, NewTenant tenant, OperationOrder order) {
        Optional<UUID> present = ofOrganisation(transaction, tenant);
        if (present.isPresent()) {
            return new Creation.TenantExists(present.get());
        }
        if (transaction
                .rows(CLAIM_SLUG, _ -> true, tenant.slug().text(), tenant.ref())
                .isEmpty()) {
            return new Creation.SlugTaken();
        }
        return insert(transaction, tenant)
                .<Creation>map(made -> new Creation.Created(made, begin(transaction, made, order)))
                .orElseGet(() -> new Creation.TenantExists(
                        ofOrganisation(transaction, tenant).orElseThrow()));
    }

    private static Optional<UUID> ofOrganisation(Transaction transaction, NewTenant tenant) {
        return tenant.id().flatMap(id -> transaction.rows(BY_LIVE_ID, row -> RowValues.id(row, "ref"), id).stream()
                .findFirst());
    }

    private static Optional<Tenant> insert(Transaction transaction, NewTenant tenant) {
        return transaction
                .rows(
                        INSERT,
                        TenantRows::tenant,
                        tenant.ref(),
                        tenant.id().orElse(null),
                        tenant.slug().text(),
                        tenant.name(),
                        tenant.plan().word(),
                        Json.text(tenant.quotas().json()),
                        tenant.region(),
                        tenant.runtime(),
                        tenant.admins())
                .stream()
                .findFirst();
    }

    private static Operation begin(Transaction transaction, Tenant tenant, OperationOrder order) {
        transaction.rows(WATCH, _ -> true, tenant.ref());
        return OperationRows.insert(transaction, tenant.ref(), tenant.generation(), order);
    }

    /// A tenant of a page.
    ///
    /// @param operation its running operation
    public record Listed(Tenant tenant, Optional<UUID> operation) {

        private static Listed read(DbRow row) {
            return new Listed(TenantRows.tenant(row), RowValues.optionalId(row, "operation"));
        }
    }

    /// Tenants in the order of their making.
    public List<Listed> page(TenantQuestion question) {
        String status = question.status().map(TenantStatus::word).orElse(null);
        return database.single(
                PAGE,
                Listed::read,
                question.after().orElse(UUID.fromString(NO_REF)),
                status,
                status,
                question.countMax());
    }

    /// The tenant with this reference, organisation or slug. Of several that had one name, the one that lives, or else
    /// the newest.
    public Optional<Tenant> find(String name) {
        UUID ref = UidForm.read(name).orElse(UUID.fromString(NO_REF));
        return database.single(FIND, TenantRows::tenant, ref, name, name, ref, name).stream()
                .findFirst();
    }

    public Optional<Tenant> find(UUID ref) {
        return find(ref.toString());
    }

    /// Changes a tenant whose version the sender knows.
    public Patched patch(UUID ref, long version, TenantPatch patch, Origin origin) {
        return database.transaction(transaction -> {
            Optional<Tenant> changed = changed(transaction, ref, version, patch);
            if (changed.isPresent()) {
                transaction.rows(LOOK_NOW, _ -> true, ref);
                origin.alongside().accept(transaction);
                transaction.commit();
                return new Patched.Done(changed.get());
            }
            return find(ref)
                    .filter(tenant -> tenant.status() != TenantStatus.DESTROYED)
                    .<Patched>map(Patched.Stale::new)
                    .orElseGet(Patched.Missing::new);
        });
    }

    private static Optional<Tenant> changed(Transaction transaction, UUID ref, long version, TenantPatch patch) {
        return transaction
                .rows(
                        PATCH,
                        TenantRows::tenant,
                        patch.name().orElse(null),
                        patch.plan().map(Plan::word).orElse(null),
                        patch.quotas().map(quotas -> Json.text(quotas.json())).orElse(null),
                        patch.admins().orElse(null),
                        ref,
                        version)
                .stream()
                .findFirst();
    }

    /// Records the organisation of a tenant that had none.
    ///
    /// @return false if the tenant has another one, or another tenant has this one
    public boolean bind(UUID ref, String organisation) {
        return !database.single(BIND, _ -> true, organisation, ref, organisation, organisation, ref)
                .isEmpty();
    }

    /// Records the time until which the data of a tenant that leaves is kept.
    public void retain(UUID ref, Instant until) {
        database.single(RETAIN, _ -> true, until, ref);
    }

    /// Records the last use of a tenant.
    public void noteUse(UUID ref, Instant at) {
        database.single(SEEN, _ -> true, at, ref);
    }
}
