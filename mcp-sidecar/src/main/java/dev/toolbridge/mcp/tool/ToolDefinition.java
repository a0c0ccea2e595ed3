package dev.toolbridge.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A tool as clients see it. Nothing stored ever shows in it.
///
/// @param name the name that calls use; filters know a tool by the verb that the name begins with
/// @param title the name for people
/// @param description one sentence for the model that chooses among tools
/// @param parameters the arguments that calls are checked against
/// @param output the schema of the structured answer
public record ToolDefinition(
        String name,
        String title,
        String description,
        List<Parameter> parameters,
        SequencedMap<String, Object> output) {

    public ToolDefinition {
        parameters = List.copyOf(parameters);
        output = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(output));
    }

    /// The verb of `list_notes` is `list`; a name without a second word is its own verb.
    String verb() {
        return name.split("_", 2)[0];
    }
}
