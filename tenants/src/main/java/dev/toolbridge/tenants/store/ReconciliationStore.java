package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The next look at each tenant, in PostgreSQL.
public final class ReconciliationStore {

    /// The next look is due at the end of the lease, so an earlier time says that one was asked for meanwhile.
    private static final String CLAIM = """
            UPDATE reconciliation SET fence = fence + 1, lease_until = lease.until, next_at = lease.until
            FROM (SELECT now() + make_interval(secs => CAST(? AS bigint)) AS until) lease
            WHERE tenant_ref IN (
              SELECT tenant_ref FROM reconciliation WHERE next_at <= now() AND lease_until <= now()
              ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING tenant_ref, fence
            """;

    private static final String DONE = """
            UPDATE reconciliation SET lease_until = '-infinity',
              next_at = CASE WHEN next_at < lease_until THEN next_at
                ELSE now() + make_interval(secs => CAST(? AS bigint)) END
            WHERE tenant_ref = ? AND fence = ? RETURNING tenant_ref
            """;

    private static final String ALL_NOW = """
            UPDATE reconciliation SET next_at = now() WHERE next_at > now() RETURNING tenant_ref
            """;

    private static final String NOW = """
            UPDATE reconciliation SET next_at = now() WHERE tenant_ref = ? RETURNING tenant_ref
            """;

    private static final String FAILED_LATELY = """
            SELECT id FROM operation WHERE tenant_ref = ? AND kind = ? AND status = 'failed' AND actor = ?
              AND finished_at > now() - make_interval(secs => CAST(? AS bigint)) LIMIT 1
            """;

    private final Database database;

    public ReconciliationStore(Database database) {
        this.database = database;
    }

    /// Takes tenants that are due and that no other server looks at.
    ///
    /// @param lease the time after which another server may look at a tenant that this one has not done with
    public List<Look> claim(Duration lease, int countMax) {
        return database.single(
                CLAIM,
                row -> new Look(RowValues.id(row, "tenant_ref"), RowValues.number(row, "fence")),
                lease.toSeconds(),
                countMax);
    }

    /// Ends a look; the next one is due after a while.
    public void done(Look look, Duration pause) {
        database.single(DONE, _ -> true, pause.toSeconds(), look.tenant(), look.fence());
    }

    /// Makes all tenants due.
    public void allNow() {
        database.single(ALL_NOW, _ -> true);
    }

    /// Makes one tenant due.
    public void now(UUID tenant) {
        database.single(NOW, _ -> true, tenant);
    }

    /// Tells if an operation of this kind that this actor started has failed within a time.
    public boolean hasFailed(UUID tenant, String kind, String actor, Duration within) {
        return !database.single(FAILED_LATELY, _ -> true, tenant, kind, actor, within.toSeconds())
                .isEmpty();
    }
}
