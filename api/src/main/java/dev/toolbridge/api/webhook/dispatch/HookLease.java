package dev.toolbridge.api.webhook.dispatch;

import dev.toolbridge.api.item.Space;
import java.util.UUID;

/// A subscription that this server alone delivers until the lease ends.
public record HookLease(Space space, UUID webhook) {}
