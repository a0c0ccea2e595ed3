package dev.toolbridge.api.item;

import dev.toolbridge.contract.EntityType;
import java.util.UUID;

/// Names an item inside a space.
public record Key(EntityType type, UUID uid) {}
