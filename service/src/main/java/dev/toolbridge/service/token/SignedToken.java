package dev.toolbridge.service.token;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A token that the owner of this deployment makes for a user with the deployment's secret.
///
/// @param subject the user
/// @param tenant the tenant that it is bound to
/// @param scopes the scopes it grants; none: the user's own rights
/// @param life how long it is valid
public record SignedToken(String subject, Optional<String> tenant, Set<String> scopes, Duration life) {

    public SignedToken {
        scopes = Set.copyOf(scopes);
    }

    BackendToken content() {
        return new BackendToken(
                Optional.empty(),
                subject,
                Optional.empty(),
                tenant,
                scopes,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                life);
    }
}
