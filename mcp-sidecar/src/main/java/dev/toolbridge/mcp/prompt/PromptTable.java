package dev.toolbridge.mcp.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.StoredText;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The prompts of the server in their fixed order.
public record PromptTable(List<PromptEntry> entries) implements PromptSet {
    private static final int ARGUMENT_LENGTH_MAX = 100;

    public PromptTable {
        entries = List.copyOf(entries);
    }

    @Override
    public List<Prompt> list() {
        return entries.stream().map(PromptEntry::prompt).toList();
    }

    @Override
    public Optional<GetPromptResult> get(String name, ObjectNode arguments, Call call) {
        return find(name).map(entry -> filledIn(entry, arguments));
    }

    @Override
    public List<String> complete(String prompt, PartialArgument argument, Call call) {
        PromptEntry entry =
                find(prompt).orElseThrow(() -> ProtocolError.invalidParameters("unknown prompt: " + prompt));
        return entry.argument()
                .filter(declared -> declared.name().equals(argument.name()))
                .orElseThrow(() -> ProtocolError.invalidParameters("the prompt has no argument " + argument.name()))
                .completion()
                .apply(argument, call);
    }

    private Optional<PromptEntry> find(String name) {
        return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    private static GetPromptResult filledIn(PromptEntry entry, ObjectNode arguments) {
        String value = entry.argument()
                .map(argument -> required(arguments, argument.name()))
                .orElse("");
        var text = TextContent.builder(String.format(Locale.ROOT, entry.text(), value))
                .build();
        return GetPromptResult.builder(List.of(new PromptMessage(Role.USER, text)))
                .description(entry.title())
                .build();
    }

    private static String required(ObjectNode arguments, String name) {
        String value = StoredText.inline(arguments.path(name).asText(""), ARGUMENT_LENGTH_MAX);
        if (value.isEmpty()) {
            throw ProtocolError.invalidParameters("the prompt needs the argument " + name);
        }
        return value;
    }
}
