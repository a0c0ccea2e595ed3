package dev.toolbridge.connect.edit;

import java.util.List;
import java.util.Optional;

/// A value of a JSON text with its place.
sealed interface JsoncNode {

    /// The index of its first character.
    int start();

    /// The index behind its last character.
    int end();

    /// The places of the values in it.
    List<? extends Item> items();

    /// A value in another: its name counts to it.
    interface Item {
        int start();

        JsoncNode value();
    }

    /// An object.
    record Struct(int start, int end, List<Member> items) implements JsoncNode {
        public Struct {
            items = List.copyOf(items);
        }

        Optional<Member> member(String name) {
            return items.stream().filter(member -> member.name().equals(name)).findFirst();
        }
    }

    /// A member of an object.
    ///
    /// @param start the index of its name
    record Member(String name, int start, JsoncNode value) implements Item {}

    /// An array.
    record Sequence(int start, int end, List<Element> items) implements JsoncNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// An element of an array.
    record Element(JsoncNode value) implements Item {
        @Override
        public int start() {
            return value.start();
        }
    }

    /// A text, a number, or a word.
    record Leaf(int start, int end) implements JsoncNode {
        @Override
        public List<Item> items() {
            return List.of();
        }
    }
}
