package dev.toolbridge.connect.bridge;

import java.util.Map;

/// The settings of a bridge.
///
/// @param headers the headers that every request has beside the token
public record BridgeConfig(Target target, BridgeCredential credential, Map<String, String> headers) {
    public BridgeConfig {
        headers = Map.copyOf(headers);
    }
}
