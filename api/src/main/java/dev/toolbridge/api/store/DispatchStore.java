package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.webhook.DeliveryId;
import dev.toolbridge.api.webhook.dispatch.Dispatches;
import dev.toolbridge.api.webhook.dispatch.DueEvent;
import dev.toolbridge.api.webhook.dispatch.Held;
import dev.toolbridge.api.webhook.dispatch.HookLease;
import dev.toolbridge.api.webhook.dispatch.Outcome;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/// The work of webhooks in PostgreSQL, by functions of the role that reads the journals for them.
public final class DispatchStore implements Dispatches {
    /// The statements at once. Others get the rest of the connections, and what waits gathers into larger parts.
    private static final int STATEMENTS_MAX = 4;

    private static final UUID FIRST = new UUID(0, 0);
    private static final String KEPT = "kept";
    private static final String LOST = "lost";

    private static final String LEASE = "SELECT tenant, space, id FROM webhook_lease(?, ?, ?::uuid[])";
    private static final String FIND_DUE = "SELECT tenant, space FROM webhook_due()";
    private static final String WALK = "SELECT tenant, space, id, has_work FROM webhook_walk(?, ?, ?)";
    private static final String RENEW = "SELECT webhook_renew(?, ?::uuid[])";
    private static final String HELD = """
            SELECT callback_url, rotation, secret, former_secret, is_failing, project FROM webhook_held(?, ?, ?, ?)
            """;
    private static final String WORK = """
            SELECT delivery, seq, prev_seq, event, type, uid, version, attempts, operation, at, actor, payload
            FROM webhook_work(?, ?, ?, ?, ?, ?)
            """;
    private static final String RECORD = "SELECT webhook_record(?, ?, ?, ?, ?::jsonb)";
    private static final String SWITCH_OFF = "SELECT webhook_off(?, ?, ?, ?, ?)";
    private static final String RELEASE = "SELECT webhook_release(?, ?, ?, ?)";
    private static final String GIVE_BACK = "SELECT webhook_give_back(?)";

    private final Database database;
    private final Semaphore statements = new Semaphore(STATEMENTS_MAX, true);

    /// Tells the leases of this server from others'.
    private final UUID holder = UUID.randomUUID();

    public DispatchStore(Database database) {
        this.database = database;
    }

    @Override
    public List<HookLease> lease(Collection<Space> spaces) {
        List<String> tenants = spaces.stream().map(Space::tenant).toList();
        List<String> ids = spaces.stream().map(space -> space.id().toString()).toList();
        return single(LEASE, DispatchStore::leaseOf, holder, tenants, ids);
    }

    @Override
    public List<Space> due() {
        return single(FIND_DUE, DispatchStore::space);
    }

    @Override
    public List<Place> walk(Optional<HookLease> after) {
        return single(
                WALK,
                row -> new Place(leaseOf(row), row.column("has_work").getBoolean()),
                after.map(lease -> lease.space().tenant()).orElse(""),
                after.map(lease -> lease.space().id()).orElse(FIRST),
                after.map(HookLease::webhook).orElse(FIRST));
    }

    @Override
    public void renew(Collection<HookLease> leases) {
        if (!leases.isEmpty()) {
            List<String> ids =
                    leases.stream().map(lease -> lease.webhook().toString()).toList();
            single(RENEW, _ -> true, holder, ids);
        }
    }

    @Override
    public Optional<Held> held(HookLease lease) {
        return single(HELD, DispatchStore::heldOf, holder, tenant(lease), spaceId(lease), lease.webhook()).stream()
                .findFirst();
    }

    @Override
    public List<DueEvent> work(HookLease lease) {
        return single(
                WORK,
                row -> event(lease, row),
                holder,
                tenant(lease),
                spaceId(lease),
                lease.webhook(),
                RETRIES_MAX,
                EVENTS_MAX);
    }

    @Override
    public boolean keep(HookLease lease, List<Outcome> outcomes) {
        var rows = Json.object().putArray("rows");
        outcomes.stream().map(DispatchStore::json).forEach(rows::add);
        String said = transaction(tenant(lease), transaction -> {
            String result = transaction
                    .rows(
                            RECORD,
                            row -> row.column(1).getString(),
                            holder,
                            tenant(lease),
                            spaceId(lease),
                            lease.webhook(),
                            Json.text(rows))
                    .getFirst();
            if (!result.equals(KEPT) && !result.equals(LOST)) {
                audit(transaction, lease, result);
            }
            transaction.commit();
            return result;
        });
        return said.equals(KEPT);
    }

    @Override
    public void switchOff(HookLease lease, String reason) {
        transaction(tenant(lease), transaction -> {
            boolean isOff = transaction
                    .rows(
                            SWITCH_OFF,
                            row -> row.column(1).getBoolean(),
                            holder,
                            tenant(lease),
                            spaceId(lease),
                            lease.webhook(),
                            reason)
                    .getFirst();
            if (isOff) {
                audit(transaction, lease, reason);
            }
            transaction.commit();
            return isOff;
        });
    }

    @Override
    public boolean release(HookLease lease) {
        return single(
                        RELEASE,
                        row -> row.column(1).getBoolean(),
                        holder,
                        tenant(lease),
                        spaceId(lease),
                        lease.webhook())
                .getFirst();
    }

    @Override
    public void giveBack() {
        single(GIVE_BACK, _ -> true, holder);
    }

    private <T> List<T> single(String sql, Function<DbRow, T> reader, Object... values) {
        return inTurn(() -> database.single(sql, reader, values));
    }

    private <T> T transaction(String tenant, Function<Transaction, T> work) {
        return inTurn(() -> database.transaction(tenant, work));
    }

    private <T> T inTurn(Supplier<T> work) {
        statements.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            statements.release();
        }
    }

    private static void audit(Transaction transaction, HookLease lease, String reason) {
        var facts = Json.object().put("project", spaceId(lease).toString()).put("reason", reason);
        var entry = new AuditEntry("webhook.switched_off", lease.webhook().toString(), facts);
        AuditStore.appendOwn(transaction, tenant(lease), "webhooks", entry);
    }

    private static ObjectNode json(Outcome outcome) {
        DueEvent event = outcome.event();
        var json = Json.object()
                .put("id", event.delivery().toString())
                .put("seq", event.seq())
                .put("prev_seq", event.previousSeq())
                .put("event", event.name())
                .put("is_new", event.isNew())
                .put("status", outcome.status())
                .put("attempts", event.attempts() + 1);
        event.subject().ifPresent(subject -> json.put("type", subject.type())
                .put("uid", subject.uid().toString())
                .put("version", subject.version()));
        outcome.nextIn().ifPresent(delay -> json.put("delay_ms", delay.toMillis()));
        outcome.responseStatus().ifPresent(status -> json.put("response_status", status));
        outcome.failure().ifPresent(failure -> json.put("failure", failure));
        return json;
    }

    private static DueEvent event(HookLease lease, DbRow row) {
        Optional<UUID> stored = row.column("delivery").as(UUID.class).asOptional();
        long seq = row.column("seq").getLong();
        Optional<String> operation = row.column("operation").as(String.class).asOptional();
        Optional<UUID> uid = row.column("uid").as(UUID.class).asOptional();
        return new DueEvent(
                stored.orElseGet(() -> DeliveryId.of(lease.webhook(), seq)),
                seq,
                row.column("prev_seq").getLong(),
                row.column("event").getString(),
                uid.map(item -> new DueEvent.Subject(
                        row.column("type").getString(),
                        item,
                        row.column("version").getLong())),
                row.column("attempts").getInt(),
                stored.isEmpty(),
                row.column("at").get(Timestamp.class).toInstant(),
                operation.map(name -> new DueEvent.Change(
                        name,
                        row.column("actor").getString(),
                        row.column("payload").as(String.class).asOptional())));
    }

    private static Held heldOf(DbRow row) {
        return new Held(
                row.column("callback_url").getString(),
                row.column("rotation").getInt(),
                row.column("secret").get(byte[].class),
                row.column("former_secret").as(byte[].class).asOptional(),
                row.column("is_failing").getBoolean(),
                row.column("project").getLong());
    }

    private static HookLease leaseOf(DbRow row) {
        return new HookLease(space(row), row.column("id").get(UUID.class));
    }

    private static Space space(DbRow row) {
        return new Space(row.column("tenant").getString(), row.column("space").get(UUID.class));
    }

    private static String tenant(HookLease lease) {
        return lease.space().tenant();
    }

    private static UUID spaceId(HookLease lease) {
        return lease.space().id();
    }
}
