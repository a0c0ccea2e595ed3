package dev.toolbridge.tenants.caller;

import java.util.Set;
import java.util.UUID;

/// A valid key of an operator.
///
/// @param id names it; it is not a credential
/// @param name its name, for people
/// @param scopes those that it grants; empty: nothing
public record OperatorKey(UUID id, String name, Set<String> scopes) {

    public OperatorKey {
        scopes = Set.copyOf(scopes);
    }
}
