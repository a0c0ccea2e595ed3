package dev.toolbridge.mcp.tool;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Optional;

/// One tool, as a line of the table of tools.
///
/// @param definition the tool as clients see it
/// @param subject the subject of the tool, as filters name it: `notes`
/// @param scope the scope that a credential needs
/// @param effect its effect on stored data
/// @param call carries out its calls
public record ToolEntry(ToolDefinition definition, String subject, String scope, Effect effect, ToolCall call) {

    public String name() {
        return definition.name();
    }

    /// The page on which a client can show the results, if the tool has one.
    Optional<ToolPage> page() {
        return call.page();
    }

    /// The tool in the protocol's own form.
    Tool tool() {
        return Tool.builder(name(), Schemas.input(definition.parameters()))
                .title(definition.title())
                .description(definition.description())
                .outputSchema(definition.output())
                .annotations(effect.annotations(definition.title()))
                .meta(page().map(ToolPage::meta).orElse(null))
                .build();
    }
}
