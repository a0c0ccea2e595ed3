package dev.toolbridge.tenants.release;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import io.helidon.dbclient.DbRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The releases in PostgreSQL. Every method may be called again: what is done already is found.
public final class ReleaseStore {
    private static final String COLUMNS = "tenant_ref, number, operation_id, artefact, status, failure";

    private static final String LOCK_TENANT = "SELECT ref FROM tenant WHERE ref = ? FOR UPDATE";

    private static final String OF_OPERATION = "SELECT " + COLUMNS + " FROM tenant_release WHERE operation_id = ?";

    private static final String BEGIN = """
        INSERT INTO tenant_release (tenant_ref, number, operation_id, artefact, status, quotas, secrets)
        SELECT ?, coalesce(max(number), 0) + 1, ?, ?, 'pending', (SELECT quotas FROM tenant WHERE ref = ?), coalesce((
          SELECT jsonb_object_agg(name, version) FROM secret_version
          WHERE secret_version.tenant_ref = ? AND status = 'primary'), '{}')
        FROM tenant_release WHERE tenant_ref = ?
        RETURNING
        """ + COLUMNS;

    /// A release before whose beginning the tenant had other quotas of these names. Nothing is known of old ones.
    private static final String WITH_OTHER_QUOTAS = """
        SELECT release.artefact FROM tenant_release release JOIN tenant ON tenant.ref = release.tenant_ref
        WHERE release.tenant_ref = ? AND release.status = 'running' AND EXISTS (
          SELECT FROM unnest(string_to_array(?, ',')) name
          WHERE release.quotas -> name IS DISTINCT FROM tenant.quotas -> name) AND release.quotas <> '{}'
        """;

    private static final String RUNNING =
            "SELECT " + COLUMNS + " FROM tenant_release WHERE tenant_ref = ? AND status = 'running'";

    private static final String REPLACE = """
            UPDATE tenant_release SET status = 'replaced' WHERE tenant_ref = ? AND status = 'running' AND number <> ?
            RETURNING number
            """;

    private static final String SET_STATUS = """
            UPDATE tenant_release SET status = ? WHERE tenant_ref = ? AND number = ? RETURNING
            """ + COLUMNS;

    private static final String FAIL = """
        UPDATE tenant_release SET status = 'failed', failure = ? WHERE tenant_ref = ? AND number = ? RETURNING number
        """;

    private static final String GOOD_BELOW = "SELECT " + COLUMNS + """
         FROM tenant_release WHERE tenant_ref = ? AND status = 'replaced' AND number < ? AND artefact <> ?
        ORDER BY number DESC LIMIT 1
        """;

    private static final String ALL =
            "SELECT " + COLUMNS + " FROM tenant_release WHERE tenant_ref = ? ORDER BY number DESC LIMIT ?";

    private final Database database;

    public ReleaseStore(Database database) {
        this.database = database;
    }

    /// The release that an operation brings about: a new one with the next number, unless it has one.
    public Release begin(UUID tenant, UUID operation, String artefact) {
        return database.transaction(transaction -> {
            transaction.rows(LOCK_TENANT, _ -> true, tenant);
            Release release = transaction.rows(OF_OPERATION, ReleaseStore::release, operation).stream()
                    .findFirst()
                    .orElseGet(() -> transaction
                            .rows(BEGIN, ReleaseStore::release, tenant, operation, artefact, tenant, tenant, tenant)
                            .getFirst());
            transaction.commit();
            return release;
        });
    }

    public Optional<Release> ofOperation(UUID operation) {
        return database.single(OF_OPERATION, ReleaseStore::release, operation).stream()
                .findFirst();
    }

    public Optional<Release> running(UUID tenant) {
        return database.single(RUNNING, ReleaseStore::release, tenant).stream().findFirst();
    }

    /// The artefact that a tenant runs, if that has begun with other quotas than the tenant has.
    public Optional<String> withOtherQuotas(UUID tenant, List<String> names) {
        return database
                .single(WITH_OTHER_QUOTAS, row -> row.column("artefact").getString(), tenant, String.join(",", names))
                .stream()
                .findFirst();
    }

    /// The newest release before another that has run well and had other programs; empty if there is none.
    public Optional<Release> goodBefore(Release release) {
        return database
                .single(GOOD_BELOW, ReleaseStore::release, release.tenant(), release.number(), release.artefact())
                .stream()
                .findFirst();
    }

    /// The releases of a tenant, newest first.
    public List<Release> all(UUID tenant, int countMax) {
        return database.single(ALL, ReleaseStore::release, tenant, countMax);
    }

    /// Makes a release the running one, and the one before a replaced one.
    public void promote(Release release) {
        database.transaction(transaction -> {
            transaction.rows(REPLACE, _ -> true, release.tenant(), release.number());
            set(transaction, release, Release.Status.RUNNING);
            transaction.commit();
            return true;
        });
    }

    /// Records that a release was not brought about, or runs no more.
    public void end(Release release, Release.Status status) {
        database.transaction(transaction -> {
            set(transaction, release, status);
            transaction.commit();
            return true;
        });
    }

    /// Records that a release was taken back, and why.
    public void fail(Release release, String why) {
        database.single(FAIL, _ -> true, why, release.tenant(), release.number());
    }

    private static void set(Transaction transaction, Release release, Release.Status status) {
        transaction.rows(SET_STATUS, ReleaseStore::release, status.word(), release.tenant(), release.number());
    }

    private static Release release(DbRow row) {
        return new Release(
                row.column("tenant_ref").get(UUID.class),
                row.column("number").getInt(),
                row.column("operation_id").get(UUID.class),
                row.column("artefact").getString(),
                Release.Status.read(row.column("status").getString()),
                row.column("failure").as(String.class).asOptional());
    }
}
