package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.operation.Operation;
import dev.toolbridge.tenants.operation.OperationEvent;
import dev.toolbridge.tenants.operation.OperationKind;
import dev.toolbridge.tenants.operation.OperationOrder;
import dev.toolbridge.tenants.operation.OperationStatus;
import dev.toolbridge.tenants.tenant.TenantStatus;
import io.helidon.dbclient.DbRow;
import java.util.AbstractMap.SimpleEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The operations in PostgreSQL, for those who ask for them and watch them. The tenant's row is locked before its
/// operations' rows, here and wherever the engine ends an operation.
public final class OperationStore {
    private static final UUID LAST = new UUID(-1L, -1L);

    private static final String LOCK_TENANT = "SELECT status, generation FROM tenant WHERE ref = ? FOR UPDATE";

    private static final String BESIDE = """
            SELECT id, kind FROM operation WHERE tenant_ref = ? AND id <> ? AND changing = ? AND (changing OR kind = ?)
              AND status IN ('queued', 'running', 'waiting')
            """;

    private static final String SET_STATUS = """
            UPDATE tenant SET status = CASE WHEN suspended AND during.status = 'updating' THEN 'suspended'
              ELSE during.status END
            FROM (SELECT during AS status FROM operation WHERE id = ?) AS during
            WHERE ref = ? AND during.status IS NOT NULL RETURNING ref
            """;

    private static final String FIND = "SELECT " + OperationRows.COLUMNS + "FROM operation WHERE id = ?";

    private static final String PAGE = "SELECT " + OperationRows.COLUMNS + """
            FROM operation WHERE id < ? AND (CAST(? AS uuid) IS NULL OR tenant_ref = ?)
              AND (CAST(? AS text) IS NULL OR status = ?)
            ORDER BY id DESC LIMIT ?
            """;

    private static final String RUNNING = """
            SELECT DISTINCT ON (tenant_ref) tenant_ref, id FROM operation
            WHERE tenant_ref = ANY (CAST(? AS uuid[])) AND status IN ('queued', 'running', 'waiting')
            ORDER BY tenant_ref, changing DESC, id
            """;

    private static final String EVENTS = """
            SELECT seq, at, what, step, CAST(detail AS text) AS detail FROM operation_event
            WHERE operation_id = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private static final String GO_ON = """
            WITH again AS (
              UPDATE operation SET status = CASE WHEN status = 'failed' THEN 'queued' ELSE status END,
                cancelling = cancelling OR ?, problem = NULL, finished_at = NULL, wake_at = now(),
                event_seq = event_seq + 1
              WHERE id = ? RETURNING *
            ), steps AS (
              UPDATE operation_step SET state = 'pending', failures = 0, started_at = NULL, deadline_at = NULL,
                next_try_at = NULL, finished_at = NULL, problem = NULL
              FROM again WHERE operation_id = again.id AND state = 'failed'
            ), event AS (
              INSERT INTO operation_event (operation_id, seq, what, detail)
              SELECT id, event_seq, ?, '{}' FROM again
            )
            SELECT\s""" + OperationRows.COLUMNS + "FROM again AS operation";

    private final Database database;

    public OperationStore(Database database) {
        this.database = database;
    }

    /// Records an operation, which the engine then carries out. Only one that changes its tenant runs at a time.
    public Started start(UUID tenant, OperationOrder order, Origin origin) {
        return once(origin, transaction -> begin(transaction, tenant, order));
    }

    /// Lets a failed operation go on from the step that failed.
    ///
    /// @param from the states of its tenant in which it may
    public Started retry(UUID operation, Predicate<TenantStatus> from, Origin origin) {
        return once(origin, transaction -> goOn(transaction, operation, from, false));
    }

    /// Ends an operation that runs or has failed, by the steps that take back.
    ///
    /// @param from the states of its tenant in which a failed one may be
    public Started cancel(UUID operation, Predicate<TenantStatus> from, Origin origin) {
        return once(origin, transaction -> goOn(transaction, operation, from, true));
    }

    private Started once(Origin origin, Function<Transaction, Started> work) {
        return database.transaction(transaction -> {
            Started started = OnceStore.settled(transaction, origin)
                    .map(OperationStore::repeated)
                    .orElseGet(() -> work.apply(transaction));
            if (started instanceof Started.Accepted(Operation operation)) {
                Completion.complete(transaction, origin, operation);
            }
            return started;
        });
    }

    private static Started repeated(OnceStore.Claim claim) {
        return claim instanceof OnceStore.Claim.Repeated(var answer)
                ? new Started.Repeated(answer)
                : new Started.KeyReused();
    }

    /// The status and the generation of a tenant whose row is locked.
    private record Locked(TenantStatus status, long generation) {

        static Optional<Locked> of(Transaction transaction, UUID tenant) {
            return transaction.rows(LOCK_TENANT, Locked::read, tenant).stream().findFirst();
        }

        private static Locked read(DbRow row) {
            return new Locked(
                    TenantStatus.read(RowValues.text(row, "status")).orElseThrow(),
                    RowValues.number(row, "generation"));
        }
    }

    /// Records an operation within the transaction of another store.
    public static Started begin(Transaction transaction, UUID tenant, OperationOrder order) {
        OperationKind kind = order.plan().kind();
        Optional<Locked> locked = Locked.of(transaction, tenant);
        if (locked.isEmpty()) {
            return new Started.Missing();
        }
        boolean isChanging = kind.place() == OperationKind.Place.CHANGING;
        List<Started> beside = beside(transaction, tenant, order.id(), isChanging, kind.name());
        if (!beside.isEmpty()) {
            return beside.getFirst();
        }
        if (!kind.from().contains(locked.get().status())) {
            return new Started.NotAllowed(locked.get().status().word());
        }
        Operation made = OperationRows.insert(transaction, tenant, locked.get().generation(), order);
        transaction.rows(SET_STATUS, _ -> true, made.id(), tenant);
        return new Started.Accepted(made);
    }

    private static List<Started> beside(Transaction transaction, Object... values) {
        return transaction.rows(
                BESIDE, row -> new Started.InProgress(RowValues.id(row, "id"), RowValues.text(row, "kind")), values);
    }

    private static Started goOn(Transaction transaction, UUID id, Predicate<TenantStatus> from, boolean isCancel) {
        Optional<UUID> tenant = transaction.rows(FIND, OperationRows::operation, id).stream()
                .findFirst()
                .map(Operation::tenant);
        Optional<Locked> locked = tenant.flatMap(ref -> Locked.of(transaction, ref));
        if (locked.isEmpty()) {
            return new Started.Missing();
        }
        Operation present = transaction
                .rows(FIND + " FOR UPDATE", OperationRows::operation, id)
                .getFirst();
        boolean isFailed = present.status() == OperationStatus.FAILED;
        if (!isFailed && (!isCancel || present.status().isEnd())) {
            return new Started.NotAllowed(present.status().word());
        }
        if (isFailed
                && (locked.get().status() == TenantStatus.DESTROYED
                        || !from.test(locked.get().status()))) {
            return new Started.NotAllowed(locked.get().status().word());
        }
        List<Started> beside = beside(transaction, present.tenant(), id, present.changing(), present.kind());
        return beside.isEmpty() ? again(transaction, present, isCancel) : beside.getFirst();
    }

    private static Started again(Transaction transaction, Operation present, boolean isCancel) {
        String what = isCancel ? "cancelling" : "retrying";
        Operation operation = transaction
                .rows(GO_ON, OperationRows::operation, isCancel, present.id(), what)
                .getFirst();
        if (present.status().isEnd()) {
            transaction.rows(SET_STATUS, _ -> true, operation.id(), operation.tenant());
        }
        return new Started.Accepted(OperationRows.whole(transaction, operation));
    }

    /// The operation with its steps.
    public Optional<Operation> find(UUID id) {
        return database.transaction(transaction -> transaction.rows(FIND, OperationRows::operation, id).stream()
                .findFirst()
                .map(operation -> OperationRows.whole(transaction, operation)));
    }

    /// Operations without their steps, newest first.
    public List<Operation> page(OperationQuestion question) {
        UUID tenant = question.tenant().orElse(null);
        String status = question.status().map(OperationStatus::word).orElse(null);
        return database.single(
                PAGE,
                OperationRows::operation,
                question.before().orElse(LAST),
                tenant,
                tenant,
                status,
                status,
                question.countMax());
    }

    /// The running operation of each of these tenants that has one: the changing one, if there are two.
    public Map<UUID, UUID> running(Collection<UUID> tenants) {
        List<String> refs = tenants.stream().map(UUID::toString).toList();
        return database
                .single(
                        RUNNING,
                        row -> new SimpleEntry<>(RowValues.id(row, "tenant_ref"), RowValues.id(row, "id")),
                        refs)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The events of an operation after one that the reader has; 0 for all.
    public List<OperationEvent> events(UUID operation, long after, int countMax) {
        return database.single(EVENTS, OperationRows::event, operation, after, countMax);
    }
}
