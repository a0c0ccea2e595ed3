package dev.toolbridge.tenants.rollout;

import dev.toolbridge.contract.UidForm;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Once;
import dev.toolbridge.tenants.store.OnceStore;
import dev.toolbridge.tenants.store.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rollouts in PostgreSQL, as operators order and see them.
public final class RolloutStore {
    private static final UUID LAST = new UUID(-1L, -1L);
    private static final String ID = "rollout";

    /// The largest number of tenants that one answer names.
    static final int TENANTS_SHOWN_MAX = 1_000;

    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('rollout'))";
    private static final String OPEN = "SELECT id FROM rollout WHERE status IN ('running', 'paused', 'stopped')";

    private static final String CREATE = """
        INSERT INTO rollout (id, release, waves, failures_max, bake_seconds, status, actor, reason)
        VALUES (?, ?, CAST(CAST(? AS text[]) AS integer[]), ?, ?, 'running', ?, ?) RETURNING id
        """;

    private static final String CANDIDATES =
            "SELECT ref FROM tenant WHERE status IN ('active', 'updating', 'suspended') ORDER BY ref";

    private static final String ADD = """
        INSERT INTO rollout_tenant (rollout_id, tenant_ref, wave, operation_id)
        SELECT ?, tenant, wave, operation FROM jsonb_to_recordset(CAST(? AS jsonb))
          AS entry (tenant uuid, wave integer, operation uuid)
        RETURNING wave
        """;

    private static final String FIND = "SELECT " + RolloutRows.COLUMNS + " FROM rollout WHERE id = ?";

    private static final String PAGE =
            "SELECT " + RolloutRows.COLUMNS + " FROM rollout WHERE id < ? ORDER BY id DESC LIMIT ?";

    private static final String TENANTS = RolloutRows.TENANTS + """
            WHERE rollout_id = ?
            ORDER BY position(entry.status IN 'failed running pending skipped succeeded'), wave, ref LIMIT ?
            """;

    private static final String CHANGE = """
        UPDATE rollout SET status = ?, finished_at = CASE WHEN ? THEN now() END
        WHERE id = ? AND status = ANY (CAST(? AS text[])) RETURNING id
        """;

    private static final String LEAVE_OUT = """
        UPDATE rollout_tenant SET status = 'skipped', problem = 'the rollout was cancelled'
        WHERE rollout_id = ? AND status = 'pending' RETURNING tenant_ref
        """;

    private static final String FAILED = RolloutRows.TENANTS + "WHERE rollout_id = ? AND entry.status = 'failed'";

    private static final String AGAIN = """
        UPDATE rollout_tenant SET status = 'pending', problem = NULL, operation_id = ?
        WHERE rollout_id = ? AND tenant_ref = ? RETURNING tenant_ref
        """;

    private final Database database;

    public RolloutStore(Database database) {
        this.database = database;
    }

    /// The outcome of a request.
    sealed interface Outcome {
        record Done(UUID rollout) implements Outcome {}

        record KeyReused() implements Outcome {}

        /// Another rollout is not over.
        record InProgress(UUID rollout) implements Outcome {}

        record NotAllowed(RolloutStatus status) implements Outcome {}

        record Missing() implements Outcome {}
    }

    /// Records a rollout over all tenants that are served or suspended now.
    Outcome create(RolloutOrder order, String actor, Origin origin) {
        return database.transaction(transaction -> {
            Optional<Outcome> earlier = origin.once().flatMap(once -> claimed(transaction, once));
            if (earlier.isPresent()) {
                return earlier.get();
            }
            transaction.rows(LOCK, _ -> true);
            Optional<UUID> open =
                    transaction.rows(OPEN, RolloutRows::id).stream().findFirst();
            if (open.isPresent()) {
                return new Outcome.InProgress(open.get());
            }
            insert(transaction, order, actor);
            origin.once()
                    .ifPresent(once -> OnceStore.keep(
                            transaction, once, Json.object().put(ID, order.id().toString())));
            return committed(transaction, order.id(), origin);
        });
    }

    private static Optional<Outcome> claimed(Transaction transaction, Once once) {
        return switch (OnceStore.claim(transaction, once)) {
            case OnceStore.Claim.Fresh _ -> Optional.empty();
            case OnceStore.Claim.Repeated(var answer) ->
                Optional.of(new Outcome.Done(UUID.fromString(answer.path(ID).asText())));
            case OnceStore.Claim.Reused _ -> Optional.of(new Outcome.KeyReused());
        };
    }

    private static void insert(Transaction transaction, RolloutOrder order, String actor) {
        transaction.rows(
                CREATE,
                _ -> true,
                order.id(),
                order.release(),
                order.waves().stream().map(wave -> Integer.toString(wave)).toList(),
                order.failuresMax(),
                order.bakeSeconds(),
                actor,
                order.reason());
        List<UUID> tenants =
                transaction.rows(CANDIDATES, row -> row.column("ref").get(UUID.class));
        var entries = Json.mapper().createArrayNode();
        for (int place = 0; place < tenants.size(); place++) {
            entries.addObject()
                    .put("tenant", tenants.get(place).toString())
                    .put("wave", wave(order.waves(), place, tenants.size()))
                    .put("operation", UidForm.fresh(Instant.now()).toString());
        }
        transaction.rows(ADD, _ -> true, order.id(), Json.text(entries));
    }

    /// The wave of the tenant at a place, counted from 1: each takes the tenants up to its share, rounded up.
    static int wave(List<Integer> waves, int place, int count) {
        int wave = 0;
        while (place * RolloutSchemas.WHOLE >= waves.get(wave) * count) {
            wave++;
        }
        return wave + 1;
    }

    /// Brings a rollout to another state, if its present one allows that.
    Outcome change(UUID id, RolloutStatus status, Origin origin) {
        return database.transaction(transaction -> {
            boolean isEnd = status == RolloutStatus.CANCELLED;
            List<String> from = status.from().stream().map(RolloutStatus::word).toList();
            if (transaction
                    .rows(CHANGE, _ -> true, status.word(), isEnd, id, from)
                    .isEmpty()) {
                return transaction.rows(FIND, RolloutRows::rollout, id).stream()
                        .<Outcome>map(found -> new Outcome.NotAllowed(found.status()))
                        .findFirst()
                        .orElseGet(Outcome.Missing::new);
            }
            if (isEnd) {
                transaction.rows(LEAVE_OUT, _ -> true, id);
            } else if (status == RolloutStatus.RUNNING) {
                transaction
                        .rows(FAILED, RolloutRows::tenant, id)
                        .forEach(failed ->
                                transaction.rows(AGAIN, _ -> true, UidForm.fresh(Instant.now()), id, failed.tenant()));
            }
            return committed(transaction, id, origin);
        });
    }

    private static Outcome committed(Transaction transaction, UUID id, Origin origin) {
        origin.alongside().accept(transaction);
        transaction.commit();
        return new Outcome.Done(id);
    }

    Optional<Rollout> find(UUID id) {
        return database.single(FIND, RolloutRows::rollout, id).stream().findFirst();
    }

    /// Rollouts, newest first.
    List<Rollout> page(Optional<UUID> before, int countMax) {
        return database.single(PAGE, RolloutRows::rollout, before.orElse(LAST), countMax);
    }

    /// The tenants of a rollout, those that need a look first.
    List<RolloutTenant> tenants(UUID id) {
        return database.single(TENANTS, RolloutRows::tenant, id, TENANTS_SHOWN_MAX);
    }
}
