package dev.toolbridge.mcp.prompt;

import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet.PartialArgument;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// One prompt, as a line of the table of prompts.
///
/// @param name the name that clients use
/// @param title the name for people
/// @param text the text for the model, with a place for the argument
/// @param argument the argument of the prompt, if it has one
public record PromptEntry(String name, String title, String text, Optional<Argument> argument) {

    /// An argument, and the completion of its value.
    public record Argument(PromptArgument definition, BiFunction<PartialArgument, Call, List<String>> completion) {

        String name() {
            return definition.name();
        }
    }

    Prompt prompt() {
        return Prompt.builder(name)
                .title(title)
                .arguments(argument.stream().map(Argument::definition).toList())
                .build();
    }
}
