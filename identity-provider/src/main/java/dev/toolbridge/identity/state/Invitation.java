package dev.toolbridge.identity.state;

import java.time.Instant;

/// An invitation to join an organisation.
///
/// @param status `pending`, `accepted` or `revoked`; a pending one expires by itself
/// @param inviterId the user who invites, empty for none
/// @param acceptedUserId the user who accepted it, empty until then
/// @param settledAt the time at which it was accepted or revoked, empty until then
public record Invitation(
        String id,
        String email,
        String organizationId,
        String role,
        String status,
        String token,
        String inviterId,
        String acceptedUserId,
        String createdAt,
        String updatedAt,
        String expiresAt,
        String settledAt) {

    public static final String PENDING = "pending";
    public static final String ACCEPTED = "accepted";
    public static final String REVOKED = "revoked";
    public static final String EXPIRED = "expired";

    /// Its state at a moment, as WorkOS tells it.
    public String stateAt(Instant now) {
        return status.equals(PENDING) && !now.isBefore(Instant.parse(expiresAt)) ? EXPIRED : status;
    }

    boolean isTo(String address, String organization) {
        return email.equals(address) && organizationId.equals(organization);
    }

    Invitation accepted(String userId, String at) {
        return new Invitation(
                id, email, organizationId, role, ACCEPTED, token, inviterId, userId, createdAt, at, expiresAt, at);
    }

    Invitation revoked(String at) {
        return new Invitation(
                id, email, organizationId, role, REVOKED, token, inviterId, "", createdAt, at, expiresAt, at);
    }

    /// The same, sent again with a new token.
    Invitation resent(String newToken, String at, String newExpiry) {
        return new Invitation(
                id, email, organizationId, role, PENDING, newToken, inviterId, "", createdAt, at, newExpiry, "");
    }
}
