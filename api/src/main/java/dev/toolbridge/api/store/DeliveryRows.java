package dev.toolbridge.api.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.api.webhook.DeliveryId;
import dev.toolbridge.api.webhook.WebhookDelivery;
import dev.toolbridge.api.webhook.Webhooks;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The rows of deliveries that are sent again or for the first time, within a transaction that holds the head
/// of their space.
final class DeliveryRows {
    private static final String AGAIN = """
            UPDATE webhook_delivery SET status = 'pending', attempts = 0, next_attempt_at = now()
            WHERE tenant_id = ? AND space_id = ? AND webhook_id = ? AND id = ?
            RETURNING
            """ + WebhookRows.DELIVERY;

    private static final String TEST = """
            INSERT INTO webhook_delivery (
              tenant_id, space_id, webhook_id, id, seq, prev_seq, event, status, next_attempt_at)
            VALUES (?, ?, ?, ?, 0, 0, 'webhook.test', 'pending', now())
            RETURNING
            """ + WebhookRows.DELIVERY;

    private static final String FLOOR = "SELECT journal_floor FROM space_head WHERE tenant_id = ? AND space_id = ?";

    private static final String REPLAYED =
            "SELECT seq, prev_seq, event, type, uid, version FROM webhook_replayed(?, ?, ?, ?, ?)";

    private static final String REPLAY = """
            INSERT INTO webhook_delivery (
              tenant_id, space_id, webhook_id, id, seq, prev_seq, event, type, uid, version, status, next_attempt_at)
            SELECT ?, ?, ?, r.id, r.seq, r.prev_seq, r.event, r.type, r.uid, r.version, 'pending', now()
            FROM jsonb_to_recordset(?::jsonb) AS r (
              id uuid, seq bigint, prev_seq bigint, event text, type text, uid uuid, version bigint)
            ON CONFLICT (tenant_id, space_id, webhook_id, id) DO UPDATE
            SET status = 'pending', attempts = 0, next_attempt_at = now()
            """;

    /// The query of a part of a list: the status is one of ours, and a part of the text, since each has its
    /// index.
    static String listed(Webhooks.Part part) {
        return "SELECT " + WebhookRows.DELIVERY
                + "FROM webhook_delivery WHERE tenant_id = ? AND space_id = ? AND webhook_id = ? AND seq >= 0"
                + part.status().map(status -> " AND status = '" + status + "'").orElse("")
                + part.before()
                        .map(_ -> " AND (created_at, id) < (?::timestamptz, ?)")
                        .orElse("")
                + " ORDER BY created_at DESC, id DESC LIMIT ?";
    }

    WebhookDelivery again(ManagedTransaction transaction, UUID webhook, UUID delivery) {
        Space space = transaction.space();
        return transaction.rows(AGAIN, WebhookRows::delivery, space.tenant(), space.id(), webhook, delivery).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND, "no such delivery"));
    }

    WebhookDelivery test(ManagedTransaction transaction, UUID webhook, UUID delivery) {
        Space space = transaction.space();
        return transaction
                .rows(TEST, WebhookRows::delivery, space.tenant(), space.id(), webhook, delivery)
                .getFirst();
    }

    Webhooks.Replay replay(ManagedTransaction transaction, UUID webhook, long fromSeq) {
        Space space = transaction.space();
        requireKept(transaction, fromSeq);
        List<Replayed> found = transaction.rows(
                REPLAYED, DeliveryRows::replayed, space.tenant(), space.id(), webhook, fromSeq, Webhooks.REPLAY_MAX);
        ArrayNode rows = Json.object().putArray("rows");
        found.stream()
                .flatMap(one -> one.uid().stream().map(uid -> one.row(webhook, uid)))
                .forEach(rows::add);
        transaction.execute(REPLAY, space.tenant(), space.id(), webhook, Json.text(rows));
        return new Webhooks.Replay(
                rows.size(), Optional.of(found.getLast().seq()).filter(seq -> seq > 0));
    }

    private static void requireKept(ManagedTransaction transaction, long fromSeq) {
        Space space = transaction.space();
        long floor = transaction
                .rows(FLOOR, row -> row.getLong("journal_floor"), space.tenant(), space.id())
                .getFirst();
        if (fromSeq <= floor) {
            throw Refusal.of(ErrorCode.HISTORY_GONE, "the changes up to " + floor + " are not kept any more")
                    .fact("field", "fromSeq")
                    .fact("expected", "a number from " + (floor + 1));
        }
    }

    /// An event to replay; the last one names no item, and its number is the one to go on with.
    private record Replayed(long seq, long previousSeq, String event, String type, Optional<UUID> uid, long version) {

        private ObjectNode row(UUID webhook, UUID item) {
            return Json.object()
                    .put("id", DeliveryId.of(webhook, seq).toString())
                    .put("seq", seq)
                    .put("prev_seq", previousSeq)
                    .put("event", event)
                    .put("type", type)
                    .put("uid", item.toString())
                    .put("version", version);
        }
    }

    private static Replayed replayed(ResultSet row) throws SQLException {
        return new Replayed(
                row.getLong("seq"),
                row.getLong("prev_seq"),
                row.getString("event"),
                row.getString("type"),
                Optional.ofNullable(row.getObject("uid", UUID.class)),
                row.getLong("version"));
    }
}
