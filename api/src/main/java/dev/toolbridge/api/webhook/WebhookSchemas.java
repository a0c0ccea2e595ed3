package dev.toolbridge.api.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of webhooks and their deliveries.
public final class WebhookSchemas {
    static final String ORDER = "webhook_order";
    static final String CHANGE = "webhook_change";
    static final String SHOWN = "webhook_shown";
    static final String NEW = "new_webhook";
    static final String LIST = "webhook_list";
    static final String DELIVERY = "delivery";
    static final String DELIVERIES = "delivery_list";
    static final String REPLAY_ORDER = "replay_order";
    static final String REPLAY = "replay";

    private static final String ID = "id";
    private static final String CREATED_AT = "createdAt";

    private WebhookSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(
                ORDER,
                Schema.object(WebhookBody.URL, WebhookBody.EVENTS)
                        .with(WebhookBody.URL, url())
                        .with(WebhookBody.EVENTS, events())
                        .with(WebhookBody.ACTIVE, Schema.orNull(Schema.flag()))
                        .closed());
        schemas.put(
                CHANGE,
                Schema.object()
                        .with(WebhookBody.URL, Schema.orNull(url()))
                        .with(WebhookBody.EVENTS, Schema.orNull(events()))
                        .with(WebhookBody.ACTIVE, Schema.orNull(Schema.flag()))
                        .closed());
        schemas.put(SHOWN, shown().schema());
        schemas.put(NEW, shown().with("secret", Schema.text()).schema());
        schemas.put(
                LIST,
                Schema.object("webhooks")
                        .with("webhooks", Schema.arrayOf(Schema.reference(SHOWN)))
                        .schema());
        putDeliveries(schemas);
        return schemas;
    }

    private static void putDeliveries(SequencedMap<String, ObjectNode> schemas) {
        schemas.put(DELIVERY, delivery());
        schemas.put(
                DELIVERIES,
                Schema.object("deliveries", "hasMore")
                        .with("deliveries", Schema.arrayOf(Schema.reference(DELIVERY)))
                        .with("nextCursor", Schema.text())
                        .with("hasMore", Schema.flag())
                        .schema());
        schemas.put(
                REPLAY_ORDER,
                Schema.object("fromSeq")
                        .with("fromSeq", Schema.whole(1, ApiParameters.NUMBER_MAX))
                        .closed());
        schemas.put(
                REPLAY,
                Schema.object("replayed", "hasMore")
                        .with("replayed", Schema.whole(0, Webhooks.REPLAY_MAX))
                        .with("hasMore", Schema.flag())
                        .with("nextSeq", Schema.whole(1))
                        .schema());
    }

    private static Schema.Members shown() {
        return Schema.object(
                        ID,
                        WebhookBody.URL,
                        WebhookBody.EVENTS,
                        WebhookBody.ACTIVE,
                        "lastSeq",
                        "rotatedAt",
                        CREATED_AT,
                        "updatedAt")
                .with(ID, Schema.uuid())
                .with(WebhookBody.URL, Schema.text())
                .with(WebhookBody.EVENTS, Schema.arrayOf(Schema.text()))
                .with(WebhookBody.ACTIVE, Schema.flag())
                .with("lastSeq", Schema.whole(0))
                .with("offReason", Schema.choice(List.of("gone", "failing", "secret_lost")))
                .with("failingSince", Schema.time())
                .with("rotatedAt", Schema.time())
                .with(CREATED_AT, Schema.time())
                .with("updatedAt", Schema.time());
    }

    private static ObjectNode delivery() {
        return Schema.object(ID, "event", "seq", "prevSeq", "status", "attempts", CREATED_AT)
                .with(ID, Schema.uuid())
                .with("event", Schema.text())
                .with("seq", Schema.whole(0))
                .with("prevSeq", Schema.whole(0))
                .with("status", Schema.choice(List.of("pending", "delivered", "dead")))
                .with("attempts", Schema.whole(0))
                .with("nextAttemptAt", Schema.time())
                .with("lastAttemptAt", Schema.time())
                .with("responseStatus", Schema.whole(100))
                .with("failure", Schema.text())
                .with(CREATED_AT, Schema.time())
                .schema();
    }

    /// The address of a callback.
    public static ObjectNode url() {
        var schema = Schema.text("^https?://[^\\s\\u0000]+$", Destinations.LENGTH_MAX);
        schema.putArray("examples").add("https://hooks.example.com/toolbridge");
        return schema;
    }

    /// Names and patterns of events.
    public static ObjectNode events() {
        return Schema.arrayOf(Schema.choice(EventPatterns.KNOWN))
                .put("minItems", 1)
                .put("maxItems", EventPatterns.COUNT_MAX);
    }
}
