package dev.toolbridge.mcp.tool.app;

import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.delivery.CallKeys;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Optional;

/// The tool `edit_note_ui`: proposes another content of a note.
///
/// @param shown the page
/// @param api keeps the proposals
record NewEdit(ToolPage shown, ApiClient api) implements ToolCall {
    static final String NEW_CONTENT = "new_content";
    static final String SUMMARY = "summary";

    private static final String TITLE = "Edit note";

    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var caller = new OnBehalf(call, EditAction.EDIT_NOTE_UI.toolName());
        var operation = Json.object().put("op", "patch").put("type", "note").put("uid", arguments.required("uid"));
        operation.putObject("payload").put("content", arguments.required(NEW_CONTENT));
        var order = new Proposer.Order(
                TITLE,
                arguments.text(SUMMARY).filter(text -> !text.isBlank()),
                List.of(operation),
                new CallKeys(caller, arguments).ofDelivery());
        ApiAnswer answer = new Proposer(api, caller).propose(order);
        if (answer instanceof ApiAnswer.Done done) {
            return EditResult.of(done.body(), arguments);
        }
        throw new Advice(caller, false).refusal(answer);
    }

    @Override
    public Optional<ToolPage> page() {
        return Optional.of(shown);
    }
}
