package dev.toolbridge.identity.state;

/// A tenant's organisation.
public record Organization(String id, String name, String createdAt) {}
