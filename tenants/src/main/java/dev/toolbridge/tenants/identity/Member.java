package dev.toolbridge.tenants.identity;

/// An active membership of a user in an organisation.
public record Member(String id, String user, String organization, String role) {}
