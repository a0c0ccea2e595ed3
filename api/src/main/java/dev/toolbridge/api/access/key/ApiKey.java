package dev.toolbridge.api.access.key;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A valid key: of one user in one tenant, with some rights of that user.
///
/// @param id names it; it is not a credential
/// @param tenant the only tenant that the key opens
/// @param issuer the issuer that vouches for the subject
/// @param subject the user at that issuer
/// @param ofOwner true when the deployment's owner, not the provider, says that the user belongs to the tenant
/// @param scopes the most that it grants; empty: nothing
/// @param space the only space that the key opens, if it opens a shared one
public record ApiKey(
        UUID id,
        String tenant,
        String issuer,
        String subject,
        boolean ofOwner,
        Set<String> scopes,
        Optional<UUID> space) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
