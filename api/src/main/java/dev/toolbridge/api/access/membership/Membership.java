package dev.toolbridge.api.access.membership;

/// A user's membership in a tenant.
///
/// @param id the membership's own id; a user who leaves and comes back gets a new one
/// @param user the user as the identity provider names it
/// @param tenant the organisation's id
/// @param tenantName the organisation's name, for people
/// @param role the user's role in it, as the identity provider names it
public record Membership(String id, String user, String tenant, String tenantName, String role) {}
