package dev.toolbridge.api.item;

import java.util.UUID;

/// Where items live: a space of a tenant. A user's personal space has the user's id.
public record Space(String tenant, UUID id) {}
