package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;

/// The settings for the exchange of tokens.
///
/// @param audience the API's own audience, which exchanged tokens are for
/// @param clientSecret the secret that authenticates this server
public record ExchangeConfig(String audience, Secret clientSecret) {}
