package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.api.webhook.Webhook;
import dev.toolbridge.api.webhook.WebhookDelivery;
import dev.toolbridge.api.webhook.WebhookRoutes;
import dev.toolbridge.api.webhook.Webhooks;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Webhooks in PostgreSQL.
public final class WebhookStore implements Webhooks {
    private static final String KEY = " WHERE tenant_id = ? AND space_id = ? AND id = ? ";

    private static final String COUNT = "SELECT count(*) AS webhooks FROM webhook WHERE tenant_id = ? AND space_id = ?";

    /// The events begin after the present changes.
    private static final String CREATE = """
            INSERT INTO webhook (tenant_id, space_id, id, callback_url, events, is_active, secret, cursor_seq)
            SELECT tenant_id, space_id, ?, ?, ARRAY(SELECT jsonb_array_elements_text(?::jsonb)), ?, decode(?, 'hex'),
              seq
            FROM space_head WHERE tenant_id = ? AND space_id = ?
            RETURNING
            """ + WebhookRows.WEBHOOK;

    private static final String LIST = "SELECT " + WebhookRows.WEBHOOK + """
            FROM webhook WHERE tenant_id = ? AND space_id = ? ORDER BY id LIMIT 20
            """;

    private static final String FIND = "SELECT " + WebhookRows.WEBHOOK + "FROM webhook" + KEY;

    private static final String CHANGE = """
            UPDATE webhook SET callback_url = ?, is_active = ?,
              off_reason = CASE WHEN NOT ? THEN off_reason END,
              events = ARRAY(SELECT jsonb_array_elements_text(?::jsonb)),
              failing_since = CASE WHEN is_active THEN failing_since END, updated_at = now()
            """ + KEY + "RETURNING " + WebhookRows.WEBHOOK;

    private static final String ALL_DUE = """
            UPDATE webhook_delivery SET next_attempt_at = now()
            WHERE tenant_id = ? AND space_id = ? AND webhook_id = ? AND status = 'pending' AND next_attempt_at > now()
            """;

    private static final String DUE = "UPDATE webhook SET next_attempt_at = now()" + KEY;

    private static final String DELETE = "DELETE FROM webhook" + KEY + "RETURNING callback_url";

    private static final String ROTATION = "SELECT rotation FROM webhook" + KEY + "FOR UPDATE";

    private static final String ROTATE = """
            UPDATE webhook SET former_secret = secret, secret = decode(?, 'hex'), rotation = rotation + 1,
              rotated_at = now(), updated_at = now()
            """ + KEY + "RETURNING " + WebhookRows.WEBHOOK;

    private final Database database;
    private final SpaceWriter writer;
    private final DeliveryRows deliveries = new DeliveryRows();

    public WebhookStore(Database database, SpaceWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @Override
    public Webhook create(Caller caller, UUID id, Draft draft, byte[] secret) {
        return changing(caller, transaction -> {
            Space space = transaction.space();
            requireRoom(transaction);
            Webhook created = transaction
                    .rows(
                            CREATE,
                            WebhookRows::webhook,
                            id,
                            draft.callbackUrl(),
                            Json.text(draft.events()),
                            draft.isActive(),
                            HexFormat.of().formatHex(secret),
                            space.tenant(),
                            space.id())
                    .getFirst();
            audit(transaction, caller, "webhook.created", created);
            return created;
        });
    }

    @Override
    public List<Webhook> list(Caller caller) {
        Space space = caller.space();
        return WebhookRows.read(
                database,
                caller,
                WebhookRows::webhook,
                new WebhookRows.Query(LIST, List.of(space.tenant(), space.id())));
    }

    @Override
    public Optional<Webhook> find(Caller caller, UUID id) {
        Space space = caller.space();
        return WebhookRows.read(
                        database,
                        caller,
                        WebhookRows::webhook,
                        new WebhookRows.Query(FIND, List.of(space.tenant(), space.id(), id)))
                .stream()
                .findFirst();
    }

    @Override
    public Webhook change(Caller caller, UUID id, Draft draft) {
        return changing(caller, transaction -> {
            Space space = transaction.space();
            Webhook before = found(transaction, id);
            Webhook changed = transaction
                    .rows(
                            CHANGE,
                            WebhookRows::webhook,
                            draft.callbackUrl(),
                            draft.isActive(),
                            draft.isActive(),
                            Json.text(draft.events()),
                            space.tenant(),
                            space.id(),
                            id)
                    .getFirst();
            if (changed.isActive() && !before.isActive()) {
                transaction.execute(ALL_DUE, space.tenant(), space.id(), id);
                transaction.execute(DUE, space.tenant(), space.id(), id);
            }
            audit(transaction, caller, "webhook.changed", changed);
            return changed;
        });
    }

    @Override
    public void delete(Caller caller, UUID id) {
        changing(caller, transaction -> {
            Webhook webhook = found(transaction, id);
            Space space = transaction.space();
            transaction.rows(DELETE, _ -> true, space.tenant(), space.id(), id);
            audit(transaction, caller, "webhook.deleted", webhook);
            return webhook;
        });
    }

    @Override
    public Webhook rotate(Caller caller, UUID id, IntFunction<byte[]> sealed) {
        return changing(caller, transaction -> {
            Space space = transaction.space();
            int rotation =
                    transaction.rows(ROTATION, row -> row.getInt("rotation"), space.tenant(), space.id(), id).stream()
                            .findFirst()
                            .orElseThrow(WebhookRoutes::missing);
            String secret = HexFormat.of().formatHex(sealed.apply(rotation + 1));
            Webhook rotated = transaction
                    .rows(ROTATE, WebhookRows::webhook, secret, space.tenant(), space.id(), id)
                    .getFirst();
            audit(transaction, caller, "webhook.rotated", rotated);
            return rotated;
        });
    }

    @Override
    public List<WebhookDelivery> deliveries(Caller caller, UUID webhook, Part part) {
        Space space = caller.space();
        var values = new ArrayList<Object>(List.of(space.tenant(), space.id(), webhook));
        part.before().ifPresent(place -> values.addAll(List.of(place.createdAt().toString(), place.id())));
        values.add(part.limit());
        return WebhookRows.read(
                database, caller, WebhookRows::delivery, new WebhookRows.Query(DeliveryRows.listed(part), values));
    }

    @Override
    public WebhookDelivery redeliver(Caller caller, UUID webhook, UUID delivery) {
        return changing(caller, transaction -> {
            requireActive(transaction, webhook);
            WebhookDelivery again = deliveries.again(transaction, webhook, delivery);
            due(transaction, webhook);
            return again;
        });
    }

    @Override
    public Replay replay(Caller caller, UUID webhook, long fromSeq) {
        return changing(caller, transaction -> {
            Webhook found = requireActive(transaction, webhook);
            Replay replay = deliveries.replay(transaction, webhook, fromSeq);
            due(transaction, webhook);
            audit(transaction, caller, "webhook.replayed", found);
            return replay;
        });
    }

    @Override
    public WebhookDelivery test(Caller caller, UUID webhook, UUID delivery) {
        return changing(caller, transaction -> {
            requireActive(transaction, webhook);
            WebhookDelivery test = deliveries.test(transaction, webhook, delivery);
            due(transaction, webhook);
            return test;
        });
    }

    private <R> R changing(Caller caller, Function<ManagedTransaction, R> change) {
        return writer.manage(caller.space(), transaction -> {
            var _ = MemberRows.require(transaction, caller, SpaceRole.ADMIN);
            return change.apply(transaction);
        });
    }

    private static Webhook found(ManagedTransaction transaction, UUID id) {
        Space space = transaction.space();
        return transaction.rows(FIND, WebhookRows::webhook, space.tenant(), space.id(), id).stream()
                .findFirst()
                .orElseThrow(WebhookRoutes::missing);
    }

    private static Webhook requireActive(ManagedTransaction transaction, UUID id) {
        Webhook webhook = found(transaction, id);
        if (!webhook.isActive()) {
            throw Refusal.of(ErrorCode.INVALID_STATE, "the webhook is switched off");
        }
        return webhook;
    }

    private static void requireRoom(ManagedTransaction transaction) {
        Space space = transaction.space();
        long webhooks = transaction
                .rows(COUNT, row -> row.getLong("webhooks"), space.tenant(), space.id())
                .getFirst();
        if (webhooks >= OF_PROJECT_MAX) {
            throw Refusal.of(ErrorCode.INVALID_STATE, "a project has at most " + OF_PROJECT_MAX + " webhooks");
        }
    }

    private static void due(ManagedTransaction transaction, UUID webhook) {
        Space space = transaction.space();
        transaction.execute(DUE, space.tenant(), space.id(), webhook);
    }

    /// Names the host only: the rest of an address may be a secret of the receiver's.
    private static void audit(ManagedTransaction transaction, Caller caller, String action, Webhook webhook) {
        var facts = Json.object()
                .put("project", transaction.space().id().toString())
                .put("host", URI.create(webhook.callbackUrl()).getHost())
                .put("active", webhook.isActive());
        webhook.events().forEach(facts.putArray("events")::add);
        AuditStore.append(
                transaction, caller, new AuditEntry(action, webhook.id().toString(), facts));
    }
}
