package dev.toolbridge.mcp.api;

import dev.toolbridge.service.config.Secret;

/// How the MCP server has tokens exchanged.
///
/// @param audience the API's own, which exchanged tokens are for
/// @param clientSecret by which this server proves itself
public record ExchangeConfig(String audience, Secret clientSecret) {}
