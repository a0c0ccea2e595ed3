package dev.toolbridge.api.access;

/// A tenant that was selected and authorised, and what the user is in it.
public record Selection(String tenant, Role role) {}
