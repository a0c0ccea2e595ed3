package dev.toolbridge.api.access;

/// A selected and authorised tenant, and the user's role in it.
public record Selection(String tenant, Role role) {}
