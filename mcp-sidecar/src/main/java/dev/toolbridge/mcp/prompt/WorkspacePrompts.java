package dev.toolbridge.mcp.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.StoredText;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// The prompts that people use.
public final class WorkspacePrompts implements PromptSet {
    private static final String CHAT = "chat_uid";
    private static final int ARGUMENT_LENGTH_MAX = 100;

    /// One prompt: what it is called and takes, and what it says.
    private record Template(String name, String title, String text, Optional<PromptArgument> argument) {

        Prompt definition() {
            return Prompt.builder(name)
                    .title(title)
                    .arguments(argument.stream().toList())
                    .build();
        }
    }

    private static final List<Template> TEMPLATES = List.of(
            new Template("plan_my_day", "Plan my day", """
                    Plan my day. Look through my open tasks with list_tasks, and through my newest notes with \
                    list_notes. Say what is overdue, what is due today and what could wait, then propose an order for \
                    today. Change nothing before I agree.""", Optional.empty()),
            new Template("weekly_review", "Weekly review", """
                    Review my week. Look through what changed with list_tasks, list_notes and list_chats, newest \
                    first, back to seven days ago. Say what was finished, what was begun and not finished, and what \
                    has not moved. Propose what to do next week. Change nothing before I agree.""", Optional.empty()),
            new Template(
                    "summarize_chat",
                    "Summarize a chat",
                    """
                    Summarize the chat %s. Read it with get_chat and its messages with list_chat_messages. Say what \
                    was decided, who is to do what, and what is still open.""",
                    Optional.of(PromptArgument.builder(CHAT)
                            .title("Chat")
                            .description("The uid of the chat.")
                            .required(true)
                            .build())));

    private final BiFunction<PartialArgument, Call, List<String>> chats;

    /// @param chats completes the uid of a chat
    public WorkspacePrompts(BiFunction<PartialArgument, Call, List<String>> chats) {
        this.chats = chats;
    }

    @Override
    public List<Prompt> list() {
        return TEMPLATES.stream().map(Template::definition).toList();
    }

    @Override
    public Optional<GetPromptResult> get(String name, ObjectNode arguments, Call call) {
        return find(name).map(template -> {
            String value = template.argument()
                    .map(argument -> required(arguments, argument.name()))
                    .orElse("");
            var text = TextContent.builder(String.format(Locale.ROOT, template.text(), value))
                    .build();
            return GetPromptResult.builder(List.of(new PromptMessage(Role.USER, text)))
                    .description(template.title())
                    .build();
        });
    }

    @Override
    public List<String> complete(String prompt, PartialArgument argument, Call call) {
        Template template =
                find(prompt).orElseThrow(() -> ProtocolError.invalidParameters("unknown prompt: " + prompt));
        boolean known = template.argument()
                .filter(declared -> declared.name().equals(argument.name()))
                .isPresent();
        if (!known) {
            throw ProtocolError.invalidParameters("the prompt has no argument " + argument.name());
        }
        return chats.apply(new PartialArgument("uid", argument.value()), call);
    }

    private static Optional<Template> find(String name) {
        return TEMPLATES.stream()
                .filter(template -> template.name().equals(name))
                .findFirst();
    }

    private static String required(ObjectNode arguments, String name) {
        String value = StoredText.inline(arguments.path(name).asText(""), ARGUMENT_LENGTH_MAX);
        if (value.isEmpty()) {
            throw ProtocolError.invalidParameters("the prompt needs the argument " + name);
        }
        return value;
    }
}
