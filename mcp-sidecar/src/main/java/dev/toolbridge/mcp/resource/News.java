package dev.toolbridge.mcp.resource;

import java.util.Set;

/// The news of a stream of changes.
sealed interface News {

    /// Every change from now on will be told.
    record Begun() implements News {}

    /// The addresses of changed items.
    record Changes(Set<String> uris) implements News {

        public Changes {
            uris = Set.copyOf(uris);
        }
    }

    /// Changes were lost: anything may have changed. Every later one will be told.
    record Gap() implements News {}
}
