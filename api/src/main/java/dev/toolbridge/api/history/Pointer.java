package dev.toolbridge.api.history;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// A place in a JSON value, whose text is made only when an operation needs it (RFC 6901).
record Pointer(Optional<Pointer> parent, String token) {

    /// The member of the whole value.
    static Pointer to(String name) {
        return new Pointer(Optional.empty(), name);
    }

    Pointer inside(String name) {
        return new Pointer(Optional.of(this), name);
    }

    Pointer inside(int index) {
        return inside(Integer.toString(index));
    }

    /// The length of the text, before characters are escaped.
    long length() {
        return token.length() + 1L + parent.map(Pointer::length).orElse(0L);
    }

    @Override
    public String toString() {
        Deque<String> tokens = new ArrayDeque<>();
        Optional<Pointer> place = Optional.of(this);
        while (place.isPresent()) {
            tokens.push(place.get().token.replace("~", "~0").replace("/", "~1"));
            place = place.get().parent;
        }
        return "/" + String.join("/", tokens);
    }
}
