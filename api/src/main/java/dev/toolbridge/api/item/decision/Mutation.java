package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// A client's change of one item, before it is decided.
public sealed interface Mutation {

    /// The item to change.
    UUID uid();

    /// Its name in the journal.
    String operation();

    /// Tells if it is the deletion of an item, which only ever gives space back.
    default boolean isDeletion() {
        return false;
    }

    /// A new item.
    record Create(UUID uid, Body body) implements Mutation {
        @Override
        public String operation() {
            return "create";
        }
    }

    /// An item as the device has it; of two writes the later one wins.
    ///
    /// @param stamp the device's own account of the item, if it can be read
    /// @param sent gives the item's fields, which are parsed anew each time if the push is large
    record Push(UUID uid, Optional<Stamp> stamp, Supplier<Body> sent) implements Mutation {

        public Body body() {
            return sent.get();
        }

        @Override
        public boolean isDeletion() {
            return stamp.filter(Stamp::isDeleted).isPresent();
        }

        @Override
        public String operation() {
            return "push";
        }
    }

    /// An item as another store had it: with its version, its times and its payload.
    ///
    /// @param sent gives the item's payload, which is parsed when it is needed
    record Import(UUID uid, StateElsewhere origin, Supplier<Body> sent) implements Mutation {

        @Override
        public boolean isDeletion() {
            return origin.deletedAtMs().isPresent();
        }

        @Override
        public String operation() {
            return "import";
        }
    }

    /// Writes the fields of an earlier version once more, and revives a deleted item.
    ///
    /// @param version the version that had the fields
    /// @param body the fields as the journal has them, or the refusal because it has them no longer
    record Restore(UUID uid, long version, Body body) implements Mutation {
        @Override
        public String operation() {
            return "restore";
        }
    }

    /// Fields of a client that knows an older version, merged with what has changed since.
    ///
    /// @param base the version that the client knows
    /// @param fields its fields as the journal has them, or the refusal because it has them no longer
    record Merge(Writing sent, long base, Body fields) implements Mutation {
        @Override
        public UUID uid() {
            return sent.uid();
        }

        @Override
        public String operation() {
            return sent.operation();
        }
    }

    /// Takes a run's changes of an item back, around those of others.
    ///
    /// @param fields the fields that the item gets
    /// @param isDeleted true if it becomes a tombstone
    /// @param undone the run, as the journal names it
    record Undo(UUID uid, ObjectNode fields, boolean isDeleted, String undone) implements Mutation {
        @Override
        public String operation() {
            return "undo";
        }
    }

    /// A mutation of an item that must exist and be live.
    sealed interface Existing extends Mutation {}

    /// A mutation whose fields come from the client.
    sealed interface Writing extends Existing {}

    /// Replaces all fields.
    record Replace(UUID uid, Body body) implements Writing {
        @Override
        public String operation() {
            return "replace";
        }
    }

    /// Changes some fields.
    record Patch(UUID uid, Body body, Style style) implements Writing {
        @Override
        public String operation() {
            return "patch";
        }
    }

    /// Edits texts of the item exactly.
    ///
    /// @param body the edits, as [dev.toolbridge.api.item.edit.Edits#read] reads them
    record Edit(UUID uid, Body body) implements Writing {
        @Override
        public String operation() {
            return "edit";
        }
    }

    /// Turns the item into a tombstone.
    record Delete(UUID uid) implements Existing {
        @Override
        public String operation() {
            return "delete";
        }

        @Override
        public boolean isDeletion() {
            return true;
        }
    }

    /// Sets the fields that archiving sets for the type.
    record Archive(UUID uid) implements Existing {
        @Override
        public String operation() {
            return "archive";
        }
    }

    /// Carries out a named action; only the journal keeps `metadata`.
    record Process(UUID uid, String action, Optional<JsonNode> metadata) implements Existing {
        @Override
        public String operation() {
            return "process:" + action;
        }
    }

    /// The way in which a patch is merged into the stored fields.
    enum Style {
        /// Top-level fields are replaced; null is stored.
        TOP_LEVEL,
        /// RFC 7396: objects merge, null removes.
        DEEP
    }
}
