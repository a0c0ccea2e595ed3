package dev.toolbridge.api.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Precondition;
import dev.toolbridge.api.item.Stamp;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.api.item.Write;
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
/// @param name which item it is and what the device says of it, if it says so
/// @param sent gives its fields, or why they cannot be taken
record PushedItem(Optional<Name> name, Supplier<Body> sent) {
    private static final UUID NO_UID = new UUID(0, 0);

    /// How a device and the server speak of one item.
    record Name(UUID uid, Stamp stamp) {}

    /// Reads items as one caller pushes them.
    record Reader(EntityType type, Caller caller, long nowMs) {

        PushedItem read(Optional<ObjectNode> item) {
            return item.map(this::read)
                    .orElseGet(() -> bad(Optional.empty(), Refusal.of(ErrorCode.INVALID_JSON, "invalid JSON")));
        }

        /// The same, but its fields are read again when they are needed.
        PushedItem readLater(PushBody.Part part) {
            return new PushedItem(
                    Share.current().lend(() -> read(part.object()).name()),
                    () -> read(part.object()).sent().get());
        }

        private PushedItem read(ObjectNode fields) {
            Optional<Name> name =
                    Uids.parse(fields.path("uid").asText("")).map(uid -> new Name(uid, Stamp.of(fields, nowMs)));
            if (name.isEmpty()) {
                return bad(name, Refusal.of(ErrorCode.INVALID_UID, "missing or invalid uid"));
            }
            Body body = permitted(name.get().stamp(), JsonBody.of(fields));
            return new PushedItem(name, () -> body);
        }

        /// Who may write items need not be allowed to delete them.
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

        private static PushedItem bad(Optional<Name> name, Refusal refusal) {
            return new PushedItem(name, () -> new Body.Bad(refusal));
        }
    }

    /// An item without a uid cannot be taken, so that which one it would be does not matter.
    Write write(EntityType type) {
        UUID uid = name.map(Name::uid).orElse(NO_UID);
        return new Write(type, new Mutation.Push(uid, sent), new Precondition.None());
    }
}
