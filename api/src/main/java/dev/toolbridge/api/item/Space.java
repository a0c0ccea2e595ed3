package dev.toolbridge.api.item;

import java.util.UUID;

/// A space of a tenant, which holds items. A user's personal space has the user's id.
public record Space(String tenant, UUID id) {}
