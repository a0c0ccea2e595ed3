package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiClient;
import io.micrometer.core.instrument.MeterRegistry;

/// The surroundings of the tools.
///
/// @param api the way to the API
/// @param meters the registry of the server's metrics
public record ToolContext(ApiClient api, MeterRegistry meters) {}
