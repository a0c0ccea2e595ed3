package dev.toolbridge.mcp.resource;

import java.util.Set;

/// What a look at the changes found.
sealed interface News {

    /// The addresses of what changed; perhaps more came than one page holds.
    record Changes(Set<String> uris, boolean more) implements News {

        public Changes {
            uris = Set.copyOf(uris);
        }
    }

    /// What changed cannot be told any more: it may be anything.
    record Gap() implements News {}

    /// The API cannot answer now.
    record Later() implements News {}

    /// The API does not take the caller any more.
    record Refused() implements News {}
}
