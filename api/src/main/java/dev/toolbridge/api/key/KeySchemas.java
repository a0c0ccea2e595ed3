package dev.toolbridge.api.key;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/// The JSON Schemas of keys.
public final class KeySchemas {
    public static final String ORDER = "key_order";
    static final String RENEWAL = "key_renewal";
    public static final String NEW_KEY = "new_key";
    static final String KEYS = "keys";

    private static final Map<String, Set<String>> MEMBERS = all().entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, schema -> names(schema.getValue())));

    private KeySchemas() {}

    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        var overlap = Schema.orNull(Schema.whole(0, KeyRoutes.OVERLAP_DAYS_MAX));
        schemas.put(
                ORDER,
                order("name")
                        .with("scopes", Schema.orNull(scopes().put("minItems", 1)))
                        .closed());
        schemas.put(RENEWAL, order().with("overlapDays", overlap).closed());
        schemas.put(NEW_KEY, key("key").with("key", Schema.text()).schema());
        schemas.put(
                KEYS,
                Schema.object("keys")
                        .with("keys", Schema.arrayOf(key().schema()))
                        .schema());
        return schemas;
    }

    /// The names of the members that an object of this schema may have.
    static Set<String> members(String schema) {
        return MEMBERS.get(schema);
    }

    /// The members of an order; a name is not blank, and the database can store it.
    private static Schema.Members order(String... required) {
        return Schema.object(required)
                .with(
                        "name",
                        Schema.text(
                                "^[^\\u0000-\\u001f]*[^\\s\\u0000-\\u001f][^\\u0000-\\u001f]*$",
                                KeyCommand.NAME_LENGTH_MAX))
                .with("expiresInDays", Schema.orNull(Schema.whole(KeyRoutes.LIFE_DAYS_MIN, KeyRoutes.LIFE_DAYS_MAX)));
    }

    private static Set<String> names(ObjectNode schema) {
        return schema.path("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static ObjectNode scopes() {
        return Schema.arrayOf(Schema.text());
    }

    private static Schema.Members key(String... more) {
        var required = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("id", "name", "subject", "hint", "scopes", "createdAt", "expiresAt"),
                        java.util.stream.Stream.of(more))
                .toArray(String[]::new);
        return Schema.object(required)
                .with("id", Schema.uuid())
                .with("name", Schema.text())
                .with("subject", Schema.text())
                .with("hint", Schema.text())
                .with("scopes", scopes())
                .with("createdAt", Schema.time())
                .with("expiresAt", Schema.time())
                .with("lastUsedAt", Schema.time())
                .with("revokedAt", Schema.time())
                .with("replacedBy", Schema.uuid())
                .with("project", Schema.uuid())
                .with("tokenType", Schema.choice(List.of(KeyRoutes.TOKEN_TYPE)));
    }
}
