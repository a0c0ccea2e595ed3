package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.stored.Title;
import dev.toolbridge.mcp.tool.OnBehalf;
import dev.toolbridge.mcp.tool.delivery.Agreement;
import dev.toolbridge.mcp.tool.result.Payloads;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Asks the user before a batch deletes items, if the client can ask.
///
/// @param api knows the titles of the items
/// @param caller the sender of the call
record DeletionQuestion(ApiClient api, OnBehalf caller) {
    private static final int NAMED_MAX = 10;

    /// Continues only if the user agrees, or nothing is deleted.
    ///
    /// @throws dev.toolbridge.mcp.tool.ToolRefusal if the user does not agree
    void require(List<SentOperation> operations) {
        var agreement = new Agreement(caller.call());
        List<SentOperation> deletions =
                operations.stream().filter(SentOperation::deletes).toList();
        if (!deletions.isEmpty() && agreement.canAsk()) {
            agreement.require(text(deletions, operations.size()));
        }
    }

    /// The warning comes first: every stored title stands alone on a line of its own after it.
    private String text(List<SentOperation> deletions, int count) {
        String names = deletions.stream().limit(NAMED_MAX).map(this::name).collect(Collectors.joining("\n"));
        int unnamed = deletions.size() - NAMED_MAX;
        int others = count - deletions.size();
        return "Delete %s%s? Deleted items leave every list; it can be undone.%s They are known as:\n%s"
                .formatted(
                        deletions.size() == 1 ? "1 item" : deletions.size() + " items",
                        others > 0 ? ", and make " + others + " other changes" : "",
                        unnamed > 0 ? " " + unnamed + " of them are not named here." : "",
                        names);
    }

    private String name(SentOperation deletion) {
        Optional<EntityType> type = deletion.type();
        String uid = deletion.sent().path(SentOperation.UID).asText("");
        Optional<String> title = UidForm.read(uid).flatMap(known -> type.flatMap(ofType -> title(ofType, known)));
        return Title.of(title.orElseGet(() -> described(deletion)));
    }

    /// The operation itself, for an item that cannot be read, or for several of them.
    private static String described(SentOperation deletion) {
        String uid = deletion.sent().path(SentOperation.UID).asText("");
        String conditions = deletion.sent().path("where").asText("");
        String type = deletion.sent().path(SentOperation.TYPE).asText("");
        if (!conditions.isEmpty()) {
            return "every %s with %s".formatted(type, conditions);
        }
        return type + " " + (uid.isEmpty() ? "of this call" : uid);
    }

    private Optional<String> title(EntityType type, UUID uid) {
        ApiAnswer answer = api.send(ApiRequest.of("GET", "/v1/" + type.plural() + "/" + uid), caller);
        return answer instanceof ApiAnswer.Done done ? title(type, done.body()) : Optional.empty();
    }

    private static Optional<String> title(EntityType type, ObjectNode item) {
        String stored = Payloads.of(item).path(type.fields().getFirst().name()).asText("");
        return Optional.of(stored).filter(text -> !Title.of(text).isBlank());
    }
}
