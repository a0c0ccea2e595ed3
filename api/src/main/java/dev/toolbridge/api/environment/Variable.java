package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.config.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A variable of an environment.
///
/// @param version counts the changes of its item
/// @param about the fields of its item: key, isSecret, isRequired, valueVersion, perhaps description and example
/// @param value its value, if it is shown
public record Variable(UUID uid, long version, ObjectNode about, Optional<Secret> value, Instant updatedAt) {
    public static final String KEY = "key";
    public static final String ENVIRONMENT = "environment";
    public static final String IS_SECRET = "isSecret";
    public static final String IS_REQUIRED = "isRequired";
    public static final String VALUE_VERSION = "valueVersion";

    public String key() {
        return about.path(KEY).textValue();
    }

    public boolean isSecret() {
        return about.path(IS_SECRET).booleanValue();
    }

    public long valueVersion() {
        return about.path(VALUE_VERSION).longValue();
    }
}
