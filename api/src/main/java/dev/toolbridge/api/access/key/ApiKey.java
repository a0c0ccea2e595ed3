package dev.toolbridge.api.access.key;

import java.util.Set;
import java.util.UUID;

/// A key that is good now: of one user in one tenant, with some rights of that user.
///
/// @param id names it, and opens nothing
/// @param tenant the only tenant that it is for
/// @param issuer who vouches for the subject
/// @param subject the user at that issuer
/// @param ofOwner whether this deployment's owner says that the user belongs to the tenant, and not the provider
/// @param scopes what it grants at most; none: nothing
public record ApiKey(UUID id, String tenant, String issuer, String subject, boolean ofOwner, Set<String> scopes) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
