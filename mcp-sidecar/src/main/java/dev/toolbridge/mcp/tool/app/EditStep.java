package dev.toolbridge.mcp.tool.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.tool.Arguments;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.ToolCall;
import dev.toolbridge.mcp.tool.ToolPage;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Advice;
import dev.toolbridge.mcp.tool.delivery.Proposer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.Optional;

/// A step with a proposed edit: to propose it, to look at it, to mark its hunks, or to take it back.
///
/// @param shown the page
/// @param tool the step
/// @param api keeps the proposals
record EditStep(ToolPage shown, EditAction tool, ApiClient api) implements ToolCall {
    @Override
    public CallToolResult run(Arguments arguments, Call call, Narrowing narrowing) {
        var advice = new Advice(new OnBehalf(call, tool.toolName()), tool.reads());
        var proposer = new Proposer(api, advice.caller());
        if (tool.changes()) {
            required(proposer.find(arguments.required(EditAction.EDIT_ID)), advice);
        }
        return EditResult.of(required(tool.take(proposer, arguments), advice), arguments);
    }

    @Override
    public Optional<ToolPage> page() {
        return Optional.of(shown);
    }

    /// The proposal of an answer. It may be about other types, which the address may hide.
    private static ObjectNode required(ApiAnswer answer, Advice advice) {
        return switch (answer) {
            case ApiAnswer.Done done when isOfNotes(done.body()) -> done.body();
            case ApiAnswer.Done _ -> throw noEdit();
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.NOT_FOUND -> throw noEdit();
            case ApiAnswer.Refused refused
            when refused.code() == ErrorCode.INVALID_STATE ->
                throw new ToolRefusal(
                        "Nothing was done: " + refused.text() + "; apply_note_edit tells what came of it.");
            case ApiAnswer other -> throw advice.refusal(other);
        };
    }

    private static boolean isOfNotes(ObjectNode proposal) {
        return Proposer.operations(proposal).stream()
                .allMatch(operation -> operation.path("type").asText().equals(EditAction.TYPE));
    }

    private static ToolRefusal noEdit() {
        return new ToolRefusal("Nothing was done: there is no such note or edit of a note; edit_note_ui proposes one.");
    }
}
