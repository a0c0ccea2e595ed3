package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import java.util.List;
import java.util.Optional;

/// The prompts of a server.
public interface PromptSet {

    /// The prompts in their fixed order.
    List<Prompt> list();

    /// A prompt with its arguments filled in; empty when no prompt has that name.
    Optional<GetPromptResult> get(String name, ObjectNode arguments, Call call);

    /// The possible completions of an argument's value.
    List<String> complete(String prompt, PartialArgument argument, Call call);

    /// An argument that is not written to its end yet.
    record PartialArgument(String name, String value) {}
}
