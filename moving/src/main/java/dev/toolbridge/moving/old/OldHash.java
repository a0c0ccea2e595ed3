package dev.toolbridge.moving.old;

import java.util.UUID;

/// The hash of one item.
public record OldHash(UUID uid, String hash) {}
