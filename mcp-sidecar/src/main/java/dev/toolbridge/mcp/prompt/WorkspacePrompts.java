package dev.toolbridge.mcp.prompt;

import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet.PartialArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// The prompts that people use.
public final class WorkspacePrompts {

    private WorkspacePrompts() {}

    /// All prompts, in their order.
    ///
    /// @param chatUids completes the uid of a chat
    public static List<PromptEntry> of(BiFunction<PartialArgument, Call, List<String>> chatUids) {
        return List.of(
                new PromptEntry("plan_my_day", "Plan my day", """
                    Plan my day. Look through my open tasks with list_tasks, and through my newest notes with \
                    list_notes. Say what is overdue, what is due today and what could wait, then propose an order for \
                    today. Change nothing before I agree.""", Optional.empty()),
                new PromptEntry("weekly_review", "Weekly review", """
                    Review my week. Look through what changed with list_tasks, list_notes and list_chats, newest \
                    first, back to seven days ago. Say what was finished, what was begun and not finished, and what \
                    has not moved. Propose what to do next week. Change nothing before I agree.""", Optional.empty()),
                new PromptEntry("summarize_chat", "Summarize a chat", """
                    Summarize the chat %s. Read it with get_chat and its messages with list_chat_messages. Say what \
                    was decided, who is to do what, and what is still open.""", Optional.of(chat(chatUids))));
    }

    private static PromptEntry.Argument chat(BiFunction<PartialArgument, Call, List<String>> uids) {
        var definition = PromptArgument.builder("chat_uid")
                .title("Chat")
                .description("The uid of the chat.")
                .required(true)
                .build();
        return new PromptEntry.Argument(
                definition, (written, call) -> uids.apply(new PartialArgument("uid", written.value()), call));
    }
}
