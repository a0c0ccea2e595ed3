package dev.toolbridge.api.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.SourceUids;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The parts of CRUD bodies beside the fields: the uid of the item, and the merge of a patch.
public final class Bodies {
    private static final String UID = "uid";

    private Bodies() {}

    /// Parses a body, which may name no other uid than the path.
    public static Body parseFor(UUID uid, Request request) {
        return naming(uid, JsonBody.parse(request));
    }

    /// A body that may name no other uid than this.
    public static Body naming(UUID uid, Body body) {
        return body instanceof Body.Fields fields
                        && !namesOnly(uid, fields.object().path(UID))
                ? new Body.Bad(Refusal.of(ErrorCode.INVALID_UID, "uid in the body must be the uid in the path"))
                : body;
    }

    /// The uid that a new item names, else the one that its name elsewhere gives, else a new one.
    public static UUID uidOrNew(EntityType type, Space space, Body body) {
        Optional<UUID> uid = body instanceof Body.Fields(ObjectNode fields)
                ? Uids.parse(fields.path(UID)).or(() -> SourceUids.of(type, space.id(), fields))
                : Optional.empty();
        return uid.orElseGet(() -> UidForm.fresh(Instant.now()));
    }

    public static Mutation.Style style(Request request) {
        return JsonBody.isMergePatch(request) ? Mutation.Style.DEEP : Mutation.Style.TOP_LEVEL;
    }

    private static boolean namesOnly(UUID uid, JsonNode named) {
        return named.isMissingNode()
                || named.isNull()
                || Uids.parse(named).filter(uid::equals).isPresent();
    }
}
