package dev.toolbridge.identity.state;

/// The rights that a user gave a client, with the one refresh token that is valid at the moment.
///
/// @param organizationId the organisation that was picked, empty for none
/// @param audience the resource that it is for
/// @param sessionId names it in tokens (`sid`)
/// @param refreshHash SHA-256 of the current refresh token
/// @param expiresAtSeconds the time at which it expires
public record Grant(
        String id,
        String clientId,
        String userId,
        String organizationId,
        String scope,
        String audience,
        String sessionId,
        String refreshHash,
        long expiresAtSeconds,
        boolean revoked) {

    Grant rotated(String newRefreshHash) {
        return new Grant(
                id,
                clientId,
                userId,
                organizationId,
                scope,
                audience,
                sessionId,
                newRefreshHash,
                expiresAtSeconds,
                revoked);
    }

    Grant ended() {
        return new Grant(
                id, clientId, userId, organizationId, scope, audience, sessionId, refreshHash, expiresAtSeconds, true);
    }
}
