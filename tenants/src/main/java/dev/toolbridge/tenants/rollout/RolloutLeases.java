package dev.toolbridge.tenants.rollout;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The work on rollouts in PostgreSQL: leases, and the writes that need one. Those of a loser change nothing.
final class RolloutLeases {
    private static final String CLAIM = """
        UPDATE rollout SET fence = fence + 1, lease_until = now() + make_interval(secs => CAST(? AS bigint))
        WHERE id IN (
          SELECT id FROM rollout WHERE lease_until <= now() AND (status = 'running' OR EXISTS (
            SELECT FROM rollout_tenant WHERE rollout_id = rollout.id AND rollout_tenant.status = 'running'))
          FOR UPDATE SKIP LOCKED)
        RETURNING id, fence
        """;

    private static final String RELEASE =
            "UPDATE rollout SET lease_until = '-infinity' WHERE id = ? AND fence = ? RETURNING id";

    private static final String RUNNING = RolloutRows.TENANTS + "WHERE rollout_id = ? AND entry.status = 'running'";

    /// The pending ones of the first wave that is not over.
    private static final String NEXT = RolloutRows.TENANTS + """
        WHERE rollout_id = ? AND entry.status = 'pending' AND wave = (
          SELECT min(wave) FROM rollout_tenant AS open
          WHERE open.rollout_id = entry.rollout_id AND open.status IN ('pending', 'running'))
        ORDER BY ref
        """;

    private static final String SETTLE = """
        UPDATE rollout_tenant AS entry SET status = ?, problem = ? FROM rollout
        WHERE rollout.id = entry.rollout_id AND rollout.id = ? AND fence = ? AND tenant_ref = ? AND operation_id = ?
          AND (entry.status = 'running' OR entry.status = 'pending' AND rollout.status = 'running')
        RETURNING tenant_ref
        """;

    /// Before the start of a tenant's deployment, so that the loser of a lease and an operator's word both stop it.
    private static final String HOLD = "SELECT id FROM rollout WHERE id = ? FOR UPDATE";

    private static final String END = """
        UPDATE rollout SET status = ?, finished_at = CASE WHEN ? THEN now() END
        WHERE id = ? AND fence = ? AND status = 'running' RETURNING id
        """;

    private final Database database;

    RolloutLeases(Database database) {
        this.database = database;
    }

    /// Takes the rollouts that have something to do and that no other server works on.
    List<RolloutLease> claim(Duration lease) {
        return database.single(
                CLAIM,
                row -> new RolloutLease(RolloutRows.id(row), row.column("fence").getLong()),
                lease.toSeconds());
    }

    void release(RolloutLease lease) {
        database.single(RELEASE, _ -> true, lease.rollout(), lease.fence());
    }

    List<RolloutTenant> running(UUID rollout) {
        return database.single(RUNNING, RolloutRows::tenant, rollout);
    }

    List<RolloutTenant> next(UUID rollout) {
        return database.single(NEXT, RolloutRows::tenant, rollout);
    }

    /// Records the state of a tenant.
    void settle(RolloutLease lease, RolloutTenant tenant) {
        database.transaction(transaction -> {
            settle(transaction, lease, tenant);
            transaction.commit();
            return true;
        });
    }

    /// The same in the transaction that starts its deployment.
    ///
    /// @throws RolloutLease.Lost if it has to be rolled back
    static void settle(Transaction transaction, RolloutLease lease, RolloutTenant tenant) {
        transaction.rows(HOLD, _ -> true, lease.rollout());
        boolean isDone = !transaction
                .rows(
                        SETTLE,
                        _ -> true,
                        tenant.state().word(),
                        tenant.problem().orElse(null),
                        lease.rollout(),
                        lease.fence(),
                        tenant.tenant(),
                        tenant.operation())
                .isEmpty();
        if (!isDone) {
            throw new RolloutLease.Lost();
        }
    }

    void end(RolloutLease lease, RolloutStatus status) {
        boolean isOver = status == RolloutStatus.SUCCEEDED;
        database.single(END, _ -> true, status.word(), isOver, lease.rollout(), lease.fence());
    }
}
