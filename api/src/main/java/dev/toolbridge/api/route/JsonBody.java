package dev.toolbridge.api.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A request body as the fields of one object. A bad one is a value, because other errors are reported first.
public final class JsonBody {

    /// The content type of exact edits.
    public static final String EDITS = "application/vnd.toolbridge.edits+json";

    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final Set<String> TYPES = Set.of("application/json", MERGE_PATCH);

    private JsonBody() {}

    public static Body parse(Request request) {
        return wrongType(request).<Body>map(Body.Bad::new).orElseGet(() -> parsed(request));
    }

    /// A body whose content type says that it holds edits.
    public static Body parseEdits(Request request) {
        return parsed(request);
    }

    private static Body parsed(Request request) {
        return object(request.body()).map(JsonBody::of).orElseGet(JsonBody::notAnObject);
    }

    /// The object that a text is, if it is one.
    public static Optional<ObjectNode> object(byte[] text) {
        try {
            return Optional.of(Json.parse(text))
                    .filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast);
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /// An object, if the database can store all of it.
    public static Body of(ObjectNode object) {
        return JsonLimits.complaint(object)
                .<Body>map(
                        complaint -> new Body.Bad(Refusal.of(ErrorCode.INVALID_FIELD, "invalid payload: " + complaint)))
                .orElseGet(() -> new Body.Fields(object));
    }

    /// A body of the same fields, which may be changed apart from the first.
    public static Body copy(Body body) {
        return switch (body) {
            case Body.Fields fields -> new Body.Fields(fields.object().deepCopy());
            case Body.Bad bad -> bad;
        };
    }

    /// The refusal of a stated content type that is not JSON.
    public static Optional<Refusal> wrongType(Request request) {
        return contentType(request)
                .filter(type -> !TYPES.contains(type))
                .map(_ -> Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type must be application/json"));
    }

    /// Tells if the body is a patch by RFC 7396, where a null removes.
    public static boolean isMergePatch(Request request) {
        return contentType(request).filter(MERGE_PATCH::equals).isPresent();
    }

    /// Tells if the body holds exact edits of texts.
    public static boolean isEdits(Request request) {
        return contentType(request).filter(EDITS::equals).isPresent();
    }

    private static Optional<String> contentType(Request request) {
        return request.header("Content-Type")
                .map(value -> value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
    }

    private static Body notAnObject() {
        return new Body.Bad(Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON").fact("expected", "one JSON object"));
    }
}
