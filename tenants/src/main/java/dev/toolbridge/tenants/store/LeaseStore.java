package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.operation.Problem;
import dev.toolbridge.tenants.operation.StepRecord;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The work on operations in PostgreSQL: leases, and the writes that need one. All times of leases are the database's.
public final class LeaseStore {
    private static final double MILLIS = 1_000.0;

    private static final String DUE = """
            SELECT id FROM operation
            WHERE status IN ('queued', 'running', 'waiting') AND wake_at <= now() AND lease_until < now()
              AND kind || '/' || version = ANY (CAST(? AS text[]))
              AND NOT EXISTS (SELECT FROM alarm WHERE task_name = ? AND task_instance = CAST(operation.id AS text)
                AND (picked OR execution_time <= now()))
            ORDER BY wake_at LIMIT ?
            """;

    private static final String CLAIM = """
            UPDATE operation SET fence = fence + 1, lease_holder = ?,
              lease_until = now() + make_interval(secs => CAST(? AS double precision))
            WHERE id = ? AND status IN ('queued', 'running', 'waiting') AND wake_at <= now() AND lease_until < now()
            RETURNING tenant_ref, fence
            """;

    private static final String RENEW = """
            UPDATE operation SET lease_until = now() + make_interval(secs => CAST(? AS double precision))
            WHERE id = ? AND fence = ? AND lease_holder = ? RETURNING cancelling
            """;

    private static final String RELEASE = """
            UPDATE operation SET lease_holder = NULL, lease_until = '-infinity'
            WHERE id = ? AND fence = ? AND lease_holder = ? RETURNING id
            """;

    private static final String ADVANCE = """
            WITH held AS (
              UPDATE operation SET event_seq = event_seq + 1, status = ?, started_at = COALESCE(started_at, now()),
                wake_at = CASE WHEN cancelling THEN wake_at ELSE COALESCE(?, wake_at) END,
                lease_holder = CASE WHEN ? THEN NULL ELSE lease_holder END,
                lease_until = CASE WHEN ? THEN '-infinity' ELSE lease_until END
              WHERE id = ? AND fence = ? AND lease_holder = ? RETURNING id, event_seq
            ), step AS (
              UPDATE operation_step SET state = ?, attempt = attempt + CAST(? AS integer),
                failures = failures + CAST(? AS integer), started_at = COALESCE(started_at, now()),
                deadline_at = COALESCE(deadline_at, now() + make_interval(secs => deadline_seconds)),
                finished_at = CASE WHEN ? THEN now() END, next_try_at = ?, problem = CAST(? AS jsonb),
                external_id = ?, result = CAST(? AS jsonb)
              FROM held WHERE operation_id = held.id AND undo = ? AND ordinal = ? RETURNING deadline_at, name
            ), event AS (
              INSERT INTO operation_event (operation_id, seq, what, step, detail)
              SELECT held.id, held.event_seq, ?, step.name, CAST(? AS jsonb) FROM held, step
            )
            SELECT deadline_at FROM step
            """;

    private static final String LOCK_TENANT = "SELECT ref FROM tenant WHERE ref = ? FOR UPDATE";

    private static final String END = """
            WITH ended AS (
              UPDATE operation SET status = ?, problem = CAST(? AS jsonb), finished_at = now(),
                event_seq = event_seq + 1, lease_holder = NULL, lease_until = '-infinity'
              WHERE id = ? AND fence = ? AND lease_holder = ? AND cancelling = ?
              RETURNING id, event_seq, generation, changing
            ), event AS (
              INSERT INTO operation_event (operation_id, seq, what, detail)
              SELECT id, event_seq, ?, CAST(? AS jsonb) FROM ended
            ), changed AS (
              UPDATE tenant SET suspended = COALESCE(wanted.suspended, tenant.suspended),
                status = CASE
                  WHEN NOT ended.changing AND tenant.status IN ('offboarding', 'retained', 'destroyed')
                    THEN tenant.status
                  WHEN wanted.status = 'active' AND COALESCE(wanted.suspended, tenant.suspended) THEN 'suspended'
                  ELSE COALESCE(wanted.status, tenant.status) END,
                observed_generation = CASE WHEN ended.changing AND ? THEN
                  greatest(observed_generation, ended.generation) ELSE observed_generation END,
                activated_at = CASE WHEN wanted.status = 'active' THEN COALESCE(activated_at, now())
                  ELSE activated_at END,
                destroyed_at = CASE WHEN wanted.status = 'destroyed' THEN now() ELSE destroyed_at END
              FROM ended, (SELECT CAST(? AS text) AS status, CAST(? AS boolean) AS suspended) AS wanted
              WHERE ref = ?
            )
            SELECT id FROM ended
            """;

    private static final String FREE_SLUG = """
            UPDATE slug SET free_at = now() + CASE WHEN tenant.activated_at IS NULL THEN interval '0'
              ELSE interval '90 days' END
            FROM tenant WHERE tenant.ref = ? AND tenant.status = 'destroyed' AND slug.tenant_ref = tenant.ref
              AND slug.free_at IS NULL RETURNING slug.slug
            """;

    private static final String FORGET = "DELETE FROM reconciliation WHERE tenant_ref = ? RETURNING tenant_ref";

    private final Database database;
    private final Duration length;

    /// @param length the time without a renewal after which another may take a lease over
    public LeaseStore(Database database, Duration length) {
        this.database = database;
        this.length = length;
    }

    /// The operations that have to be worked on now and that no alarm is set for, longest due first.
    ///
    /// @param known the kinds and versions that this server can carry out, as `kind/version`
    /// @param alarm the name of the alarms of operations
    public List<UUID> due(Collection<String> known, String alarm, int countMax) {
        return database.single(DUE, row -> RowValues.id(row, "id"), known, alarm, countMax);
    }

    /// Takes the lease of an operation that is due and that nobody holds.
    public Optional<Lease> claim(UUID operation, String holder) {
        Function<DbRow, Lease> reader =
                row -> new Lease(operation, RowValues.id(row, "tenant_ref"), RowValues.number(row, "fence"), holder);
        return database.single(CLAIM, reader, holder, seconds(), operation).stream()
                .findFirst();
    }

    public Renewal renew(Lease lease) {
        return database
                .single(
                        RENEW,
                        row -> RowValues.truth(row, "cancelling") ? Renewal.CANCELLING : Renewal.HELD,
                        seconds(),
                        lease.operation(),
                        lease.fence(),
                        lease.holder())
                .stream()
                .findFirst()
                .orElse(Renewal.LOST);
    }

    /// Gives a lease back; nothing else changes.
    public void release(Lease lease) {
        database.single(RELEASE, _ -> true, lease.operation(), lease.fence(), lease.holder());
    }

    private double seconds() {
        return length.toMillis() / MILLIS;
    }

    /// Records a change of a step, with its event.
    ///
    /// @return the step's deadline
    /// @throws LeaseLost if another holds the lease: nothing is changed
    public Instant advance(Lease lease, StepRecord step, StepChange change) {
        return database.single(ADVANCE, LeaseStore::deadline, values(lease, step, change)).stream()
                .findFirst()
                .orElseThrow(() -> new LeaseLost(lease.operation()));
    }

    private static Instant deadline(DbRow row) {
        return RowValues.instant(row, "deadline_at");
    }

    private static Object[] values(Lease lease, StepRecord step, StepChange change) {
        return new Object[] {
            change.status().word(),
            change.pause().orElse(null),
            change.pause().isPresent(),
            change.pause().isPresent(),
            lease.operation(),
            lease.fence(),
            lease.holder(),
            change.state().word(),
            change.runs(),
            change.failures(),
            change.isEnd(),
            change.pause().orElse(null),
            change.problem().map(problem -> Json.text(problem.json())).orElse(null),
            change.result()
                    .map(result -> result.path("external_id").textValue())
                    .orElse(null),
            change.result().map(Json::text).orElse(null),
            step.undo(),
            step.ordinal(),
            change.event(),
            Json.text(change.detail())
        };
    }

    /// Ends an operation, and sets the tenant's status.
    ///
    /// @return false if the operation goes on instead, since it is to be cancelled
    /// @throws LeaseLost if another holds the lease: nothing is changed
    public boolean end(Lease lease, OperationEnd ending) {
        return database.transaction(transaction -> {
            transaction.rows(LOCK_TENANT, _ -> true, lease.tenant());
            ending.step().ifPresent(step -> fail(transaction, lease, step, ending));
            boolean isEnd =
                    !transaction.rows(END, _ -> true, values(lease, ending)).isEmpty();
            if (isEnd) {
                transaction
                        .rows(FREE_SLUG, _ -> true, lease.tenant())
                        .forEach(_ -> transaction.rows(FORGET, _ -> true, lease.tenant()));
            } else {
                requireCancelling(transaction, lease);
            }
            transaction.commit();
            return isEnd;
        });
    }

    private static void fail(Transaction transaction, Lease lease, StepRecord step, OperationEnd ending) {
        StepChange change = StepChange.failed(ending.problem().orElseThrow());
        if (transaction
                .rows(ADVANCE, LeaseStore::deadline, values(lease, step, change))
                .isEmpty()) {
            throw new LeaseLost(lease.operation());
        }
    }

    private void requireCancelling(Transaction transaction, Lease lease) {
        boolean isHeld = !transaction
                .rows(RENEW, _ -> true, seconds(), lease.operation(), lease.fence(), lease.holder())
                .isEmpty();
        if (!isHeld) {
            throw new LeaseLost(lease.operation());
        }
    }

    private static Object[] values(Lease lease, OperationEnd ending) {
        String problem = ending.problem().map(Problem::json).map(Json::text).orElse(null);
        return new Object[] {
            ending.status().word(),
            problem,
            lease.operation(),
            lease.fence(),
            lease.holder(),
            ending.undoing(),
            ending.status().word(),
            problem == null
                    ? "{}"
                    : Json.text(Json.object()
                            .set("problem", ending.problem().orElseThrow().json())),
            ending.status() == OperationStatus.SUCCEEDED,
            ending.tenant().map(status -> status.word()).orElse(null),
            ending.suspended().orElse(null),
            lease.tenant()
        };
    }
}
