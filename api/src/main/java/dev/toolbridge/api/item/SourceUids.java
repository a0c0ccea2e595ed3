package dev.toolbridge.api.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.digest.NamedUuid;
import java.util.Optional;
import java.util.UUID;

/// Makes uids of the names that items have elsewhere, so that what is sent twice is one item.
public final class SourceUids {

    private SourceUids() {}

    /// The uid of these fields' item: its name elsewhere if that is a UUID, else one made of the space and the
    /// name; empty if the type or the item has no such name.
    public static Optional<UUID> of(EntityType type, UUID space, ObjectNode fields) {
        return type.rules()
                .source()
                .map(fields::path)
                .map(JsonNode::textValue)
                .filter(name -> !name.isEmpty())
                .map(name -> UidForm.read(name).orElseGet(() -> NamedUuid.of(space, name)));
    }
}
