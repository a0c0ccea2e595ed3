package dev.toolbridge.identity.state;

import com.fasterxml.jackson.annotation.JsonIgnore;

/// The membership of a user in an organisation.
///
/// @param status `active`, `pending` or `inactive`
/// @param role `member`, `admin`, `owner` or `guest`
public record Membership(
        String id,
        String userId,
        String organizationId,
        String status,
        String role,
        String createdAt,
        String updatedAt) {

    public static final String ACTIVE = "active";
    public static final String PENDING = "pending";
    public static final String INACTIVE = "inactive";

    @JsonIgnore
    public boolean isActive() {
        return status.equals(ACTIVE);
    }

    public boolean isOf(String user, String organization) {
        return userId.equals(user) && organizationId.equals(organization);
    }

    boolean isSameAs(Membership other) {
        return status.equals(other.status) && role.equals(other.role);
    }

    Membership changed(String newStatus, String newRole, String at) {
        return new Membership(id, userId, organizationId, newStatus, newRole, createdAt, at);
    }
}
