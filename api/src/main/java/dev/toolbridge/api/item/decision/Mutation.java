package dev.toolbridge.api.item.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.item.Body;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// A client's wish to change one item.
public sealed interface Mutation {

    /// The item it is about.
    UUID uid();

    /// Its name in the journal.
    String operation();

    /// A new item.
    record Create(UUID uid, Body body) implements Mutation {
        @Override
        public String operation() {
            return "create";
        }
    }

    /// An item as a device has it; of two writes the later one wins.
    ///
    /// @param stamp the device's own account of the item, if it can be read
    /// @param sent gives the item's fields, which are read anew each time if they are part of something large
    record Push(UUID uid, Optional<Stamp> stamp, Supplier<Body> sent) implements Mutation {

        public Body body() {
            return sent.get();
        }

        @Override
        public String operation() {
            return "push";
        }
    }

    /// A mutation of an item that must be there and alive.
    sealed interface Existing extends Mutation {}

    /// All fields anew.
    record Replace(UUID uid, Body body) implements Existing {
        @Override
        public String operation() {
            return "replace";
        }
    }

    /// Some fields.
    record Patch(UUID uid, Body body, Merge merge) implements Existing {
        @Override
        public String operation() {
            return "patch";
        }
    }

    /// The item becomes a tombstone.
    record Delete(UUID uid) implements Existing {
        @Override
        public String operation() {
            return "delete";
        }
    }

    /// The fields that archiving sets for its type.
    record Archive(UUID uid) implements Existing {
        @Override
        public String operation() {
            return "archive";
        }
    }

    /// A named action; `metadata` goes to the journal only.
    record Process(UUID uid, String action, Optional<JsonNode> metadata) implements Existing {
        @Override
        public String operation() {
            return "process:" + action;
        }
    }

    /// The way in which a patch meets the stored fields.
    enum Merge {
        /// Top-level fields are replaced; null is stored.
        TOP_LEVEL,
        /// RFC 7396: objects merge, null removes.
        DEEP
    }
}
