package dev.toolbridge.mcp.resource;

import java.util.Set;

/// The result of a look at the changes.
sealed interface News {

    /// The addresses of changed items; `more` if the page did not hold all of them.
    record Changes(Set<String> uris, boolean more) implements News {

        public Changes {
            uris = Set.copyOf(uris);
        }
    }

    /// Changes were lost: anything may have changed.
    record Gap() implements News {}

    /// The API cannot answer now.
    record Later() implements News {}

    /// The API no longer accepts the caller.
    record Refused() implements News {}
}
