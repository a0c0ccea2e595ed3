package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.contract.UidForm;
import java.util.Optional;
import java.util.UUID;

/// Reads uids from payloads.
public final class Uids {

    private Uids() {}

    /// The uid in a JSON text; empty for any other value.
    public static Optional<UUID> parse(JsonNode value) {
        return Optional.ofNullable(value.textValue()).flatMap(UidForm::read);
    }
}
