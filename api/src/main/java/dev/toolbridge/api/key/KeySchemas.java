package dev.toolbridge.api.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.openapi.Schema;
import java.util.Map;

/// The JSON Schemas of keys.
public final class KeySchemas {
    static final String ORDER = "key_order";
    static final String NEW_KEY = "new_key";
    static final String KEYS = "keys";

    private KeySchemas() {}

    public static Map<String, ObjectNode> all() {
        return Map.of(
                ORDER,
                Schema.object()
                        .with("name", Schema.of("string"))
                        .with("scopes", Schema.arrayOf(Schema.of("string")))
                        .with("expiresInDays", Schema.of("integer"))
                        .with("overlapDays", Schema.of("integer"))
                        .schema(),
                NEW_KEY,
                key("key").with("key", Schema.of("string")).schema(),
                KEYS,
                Schema.object("keys")
                        .with("keys", Schema.arrayOf(key().schema()))
                        .schema());
    }

    private static Schema.Members key(String... more) {
        var required = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("id", "name", "subject", "hint", "scopes", "createdAt", "expiresAt"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return Schema.object(required)
                .with("id", Schema.uuid())
                .with("name", Schema.of("string"))
                .with("subject", Schema.of("string"))
                .with("hint", Schema.of("string"))
                .with("scopes", Schema.arrayOf(Schema.of("string")))
                .with("createdAt", Schema.time())
                .with("expiresAt", Schema.time())
                .with("lastUsedAt", Schema.time())
                .with("revokedAt", Schema.time())
                .with("replacedBy", Schema.uuid());
    }
}
