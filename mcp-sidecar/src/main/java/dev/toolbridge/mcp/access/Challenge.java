package dev.toolbridge.mcp.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a 401 tells a client to do (RFC 6750, section 3; RFC 9728, section 5.1).
///
/// @param resourceMetadata where the metadata of the protected resource is; none on paths for fixed tokens, where a
///     client must not start a login
record Challenge(Optional<String> resourceMetadata) {

    String withoutToken() {
        return rendered(List.of());
    }

    String withBadToken() {
        return rendered(List.of("error=\"invalid_token\""));
    }

    /// The token is good, but must be widened (RFC 6750, section 3.1).
    String withoutScope(String scope) {
        return rendered(List.of("error=\"insufficient_scope\"", "scope=\"" + scope + "\""));
    }

    private String rendered(List<String> first) {
        var parameters = new ArrayList<>(first);
        resourceMetadata.ifPresent(url -> parameters.add("resource_metadata=\"" + url + "\""));
        return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
    }
}
