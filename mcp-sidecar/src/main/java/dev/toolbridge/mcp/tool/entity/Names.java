package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Field;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Parameter;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.query.Spelling;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;

/// The names of a type's fields: tools write `due_date` where payloads have `dueDate`.
final class Names {
    private final EntityType type;
    private final Spelling spelling;

    Names(EntityType type) {
        this.type = type;
        this.spelling = Spelling.ofPayload(type);
    }

    /// The payload's name for an assistant's name of a field; other names stay unchanged.
    String inPayload(String name) {
        return spelling.inApi(name);
    }

    /// The fields that a patch changes, under the payload's names. A field that the type names may have the
    /// values of the argument of that name, or null.
    ///
    /// @throws ToolRefusal naming every field with a wrong value
    ObjectNode updates(Arguments arguments) {
        ObjectNode updates = spelling.inApi(arguments.object(Parameters.UPDATES));
        var complaints = new ArrayList<String>();
        for (Field field : type.fields()) {
            JsonNode given = updates.path(field.name());
            if (!given.isMissingNode() && !given.isNull()) {
                Parameter parameter = Parameter.of(field);
                JsonNode value = Arguments.understood(parameter.kind(), given);
                parameter.complaint(value).ifPresent(complaints::add);
                updates.set(field.name(), value);
            }
        }
        if (!complaints.isEmpty()) {
            throw new ToolRefusal("Nothing was done: in updates, " + String.join("; ", complaints) + ".");
        }
        return updates;
    }

    /// The payload of named arguments and `additional_fields`; the latter win.
    ObjectNode payload(Arguments arguments) {
        var payload = Json.object();
        for (Field field : type.fields()) {
            arguments.value(field.snakeName()).ifPresent(value -> payload.set(field.name(), value));
        }
        return payload.setAll(spelling.inApi(arguments.object(Parameters.ADDITIONAL_FIELDS)));
    }
}
