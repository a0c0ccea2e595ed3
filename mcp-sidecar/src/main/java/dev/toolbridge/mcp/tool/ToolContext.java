package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiClient;
import io.micrometer.core.instrument.MeterRegistry;

/// The surroundings of the tools.
///
/// @param api the way to the API
/// @param meters the registry of the server's metrics
/// @param today tells the days of callers
public record ToolContext(ApiClient api, MeterRegistry meters, TodayClient today) {

    public ToolContext(ApiClient api, MeterRegistry meters) {
        this(api, meters, new TodayClient(api));
    }
}
