package dev.toolbridge.mcp.tool.workspace;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.Narrowing;
import dev.toolbridge.mcp.tool.query.Spelling;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One operation of a batch, as a call has it. The API decides if it is right; members that it does not know here
/// are passed on unchanged.
///
/// @param position its place in the batch, from 0
/// @param sent its members
record SentOperation(int position, ObjectNode sent) {
    static final String OPERATION = "op";
    static final String TYPE = "type";
    static final String UID = "uid";
    static final String REF = "ref";
    static final String IF_MATCH = "if_match";
    static final String PAYLOAD = "payload";

    private static final int NAMED_LENGTH_MAX = 80;
    private static final String CREATE = "create";
    private static final String DELETE = "delete";
    private static final String EDIT = "edit";

    Optional<EntityType> type() {
        return ChosenTypes.find(sent.path(TYPE).asText());
    }

    private String operation() {
        return sent.path(OPERATION).asText();
    }

    boolean deletes() {
        return operation().equals(DELETE);
    }

    /// Tells if a repetition would make another item.
    boolean addsItem() {
        return operation().equals(CREATE) && !sent.has(UID);
    }

    /// The scope of the operation, if its type is known.
    Optional<String> scope() {
        return type().map(type -> deletes() ? Scope.delete(type.plural()) : Scope.write(type.plural()));
    }

    /// The tool for this one operation that the address does not show.
    Optional<String> hiddenTool(Narrowing narrowing) {
        return type().flatMap(type ->
                Optional.of(verb() + "_" + type.name()).filter(tool -> !narrowing.admits(type.plural(), tool)));
    }

    /// The verb of the tool that does the same to one item. An operation that is not known here counts as the
    /// replacement of an item.
    private String verb() {
        return switch (operation()) {
            case CREATE, DELETE, "archive", "process" -> operation();
            case "patch", "merge", EDIT -> "patch";
            default -> "update";
        };
    }

    /// The operation in words: `patch task 0191…`.
    String named() {
        String uid = sent.path(UID).isTextual() ? " " + sent.path(UID).asText() : "";
        String ref = sent.path(REF).isTextual() ? " " + sent.path(REF).asText() : "";
        String named = operation() + " " + sent.path(TYPE).asText() + (uid.isEmpty() ? ref : uid);
        return StoredText.inline(named, NAMED_LENGTH_MAX);
    }

    /// The operation as the API reads it.
    ObjectNode inApi() {
        ObjectNode inApi = Json.object();
        sent.properties().forEach(member -> inApi.set(nameInApi(member.getKey()), member.getValue()));
        type().ifPresent(type -> inApi.put(TYPE, type.name()));
        if (sent.path(UID).isTextual()) {
            inApi.set(UID, reference(sent.path(UID)));
        }
        if (sent.path(PAYLOAD) instanceof ObjectNode payload) {
            inApi.set(
                    PAYLOAD,
                    type().map(Spelling::ofPayload)
                            .map(names -> names.inApi(payload))
                            .orElse(payload));
        }
        if (sent.path(SentEdits.EDITS).isArray()) {
            inApi.set(SentEdits.EDITS, SentEdits.inApi(type(), sent.path(SentEdits.EDITS)));
        }
        return inApi;
    }

    private static String nameInApi(String name) {
        return name.equals(IF_MATCH) ? "ifMatch" : name;
    }

    /// A reference to a new item, for clients that can only send a text as `uid`.
    private static JsonNode reference(JsonNode uid) {
        if (!uid.textValue().startsWith("{")) {
            return uid;
        }
        try {
            return Json.parse(uid.textValue().getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException _) {
            return uid;
        }
    }
}
