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
/// @param uid which item it is, if it says so
/// @param stamp what the device says of it, if that can be read
/// @param sent gives its fields, or why they cannot be taken
record PushedItem(Optional<UUID> uid, Optional<Stamp> stamp, Supplier<Body> sent) {
    private static final UUID NO_UID = new UUID(0, 0);

    /// Reads items as one caller pushes them.
    record Reader(EntityType type, Caller caller, long nowMs) {

        PushedItem read(Optional<ObjectNode> item) {
            return item.map(this::read)
                    .orElseGet(() -> bad(Optional.empty(), Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON")));
        }

        /// The same, but its fields are read again when they are needed.
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

        /// A user who may write items need not be allowed to delete them.
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

    /// An item without a uid cannot be taken, so that which one it would be does not matter.
    Write write(EntityType type) {
        return new Write(type, new Mutation.Push(uid.orElse(NO_UID), stamp, sent), new Precondition.None());
    }
}
