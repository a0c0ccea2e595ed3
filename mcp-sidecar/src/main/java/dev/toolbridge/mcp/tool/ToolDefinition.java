package dev.toolbridge.mcp.tool;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A tool as clients see it. It never contains stored data.
///
/// @param name the name in calls; filters read the verb at its beginning
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

    /// The first word of the name: `list` for `list_notes`.
    String verb() {
        return name.split("_", 2)[0];
    }
}
