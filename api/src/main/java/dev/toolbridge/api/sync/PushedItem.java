package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Stamp;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.Share;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// One item of a push.
///
/// @param uid the uid of the item, if it has a valid one
/// @param stamp the device's stamp of the item, if it can be read
/// @param sent gives its fields, or the refusal of them
record PushedItem(Optional<UUID> uid, Optional<Stamp> stamp, Supplier<Body> sent) {
    private static final UUID NO_UID = new UUID(0, 0);

    /// Reads items as one caller pushes them.
    record Reader(EntityType type, Caller caller, long nowMs) {

        PushedItem read(Optional<ObjectNode> item) {
            return item.map(this::read)
                    .orElseGet(() -> bad(Optional.empty(), Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON")));
        }

        /// The same, but its fields are parsed again when they are needed.
        PushedItem readLater(PushBody.Part part) {
            PushedItem now = Share.current().lend(() -> read(part.object()));
            return new PushedItem(
                    now.uid(), now.stamp(), () -> read(part.object()).sent().get());
        }

        private PushedItem read(ObjectNode fields) {
            Optional<UUID> uid = Uids.parse(fields.path("uid"));
            if (uid.isEmpty()) {
                return bad(uid, Refusal.of(ErrorCode.INVALID_UID, "missing or invalid uid"));
            }
            try {
                var stamp = Stamp.of(fields, nowMs);
                Body body = permitted(stamp, JsonBody.of(fields));
                return new PushedItem(uid, Optional.of(stamp), () -> body);
            } catch (Refusal unreadable) {
                return bad(uid, unreadable);
            }
        }

        /// The body; refused if it deletes the item and the user may only write.
        private Body permitted(Stamp stamp, Body body) {
            try {
                if (stamp.isDeleted()) {
                    Scopes.require(caller, Scope.delete(type.plural()));
                }
                return body;
            } catch (Refusal forbidden) {
                return new Body.Bad(forbidden);
            }
        }

        private static PushedItem bad(Optional<UUID> uid, Refusal refusal) {
            return new PushedItem(uid, Optional.empty(), () -> new Body.Bad(refusal));
        }
    }

    /// The write of the item. One without a uid is refused anyway, so any uid will do for it.
    Write write(EntityType type) {
        return new Write(type, new Mutation.Push(uid.orElse(NO_UID), stamp, sent), new Precondition.None());
    }
}
