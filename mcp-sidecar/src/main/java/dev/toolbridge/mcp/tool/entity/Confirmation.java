package dev.toolbridge.mcp.tool.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.stored.Title;
import dev.toolbridge.mcp.tool.ToolRefusal;
import dev.toolbridge.mcp.tool.delivery.Agreement;
import dev.toolbridge.mcp.tool.result.Payloads;
import java.util.Optional;

/// Asks the user before an item is deleted, if the client can ask. Otherwise the assistant's word counts.
record Confirmation(ItemRequests items, Call call) {
    /// Continues only if the user agrees.
    ///
    /// @throws ToolRefusal if the user does not agree
    void require(String uid) {
        var agreement = new Agreement(call);
        if (agreement.canAsk()) {
            name(uid).ifPresent(name -> agreement.require(text(name)));
        }
    }

    /// The name by which the user knows the item; empty when the item does not exist. For a user who may delete
    /// but not read, the question names the uid.
    private Optional<String> name(String uid) {
        return switch (items.get(uid, false)) {
            case ApiAnswer.Done done -> Optional.of(title(done.body()).orElse(uid));
            case ApiAnswer.Refused refused when refused.code() == ErrorCode.FORBIDDEN -> Optional.of(uid);
            case ApiAnswer.Refused _,
                    ApiAnswer.Unreachable _,
                    ApiAnswer.Unanswered _,
                    ApiAnswer.Unreadable _,
                    ApiAnswer.TooLong _ -> Optional.empty();
        };
    }

    private Optional<String> title(ObjectNode item) {
        String stored =
                Payloads.of(item).path(items.type().fields().getFirst().name()).asText("");
        return Optional.of(Title.of(stored)).filter(title -> !title.isBlank());
    }

    /// The warning comes first: stored text stands alone on the last line, where it cannot change the warning.
    private String text(String name) {
        return "Delete the %s? It leaves every list; it can be undone. It is known as:\n%s"
                .formatted(items.type().label(), name);
    }
}
