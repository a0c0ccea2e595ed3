package dev.toolbridge.api.query;

import java.util.List;

/// The members of the payload that an answer shows.
public sealed interface Projection {

    /// The whole payload.
    record Everything() implements Projection {}

    /// Some members, each under a name of its own.
    record Parts(List<Part> parts) implements Projection {

        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /// A member of the payload.
    ///
    /// @param name its name in the answer
    /// @param path its place in the payload
    record Part(String name, List<String> path) {

        public Part {
            path = List.copyOf(path);
        }
    }
}
