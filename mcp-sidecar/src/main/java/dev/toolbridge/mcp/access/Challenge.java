package dev.toolbridge.mcp.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The instructions of a 401 for a client (RFC 6750, section 3; RFC 9728, section 5.1).
///
/// @param resourceMetadata the address of the protected resource's metadata; empty on paths for fixed tokens,
///     where a client must not start a login
/// @param scopes the scopes to log in for, separated by spaces; empty for all that the provider gives
record Challenge(Optional<String> resourceMetadata, Optional<String> scopes) {

    String withoutToken() {
        return rendered(List.of(), scopes);
    }

    String withBadToken() {
        return rendered(List.of("error=\"invalid_token\""), scopes);
    }

    /// The token is valid, but must be widened to these scopes (RFC 6750, section 3.1).
    String withoutScopes(String widened) {
        return rendered(List.of("error=\"insufficient_scope\""), Optional.of(widened));
    }

    private String rendered(List<String> first, Optional<String> asked) {
        var parameters = new ArrayList<>(first);
        asked.ifPresent(names -> parameters.add("scope=\"" + names + "\""));
        resourceMetadata.ifPresent(url -> parameters.add("resource_metadata=\"" + url + "\""));
        return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
    }
}
