package dev.toolbridge.tenants.identity;

/// A person to be invited to an organisation.
///
/// @param organization the organisation's id
/// @param role the role that the person shall have: `admin`
public record Invitee(String organization, String email, String role) {}
