package dev.toolbridge.api.webhook.dispatch;

import java.util.Optional;

/// The parts of a subscription that its deliveries need.
///
/// @param rotation counts its secrets
/// @param secret the present secret, sealed
/// @param formerSecret the one before, sealed, as long as it signs too
/// @param isFailing true if its last attempt failed
/// @param project the number of its project
public record Held(
        String callbackUrl,
        int rotation,
        byte[] secret,
        Optional<byte[]> formerSecret,
        boolean isFailing,
        long project) {}
