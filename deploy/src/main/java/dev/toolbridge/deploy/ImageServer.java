package dev.toolbridge.deploy;

import java.util.List;
import java.util.Map;

/// A server of the image.
///
/// @param launcher the name of its script, and of its cache
/// @param mainClass the class that its process runs
/// @param addresses the settings that place it on this machine
public record ImageServer(String launcher, String mainClass, Addresses addresses) {
    public static final ImageServer API = new ImageServer(
            "toolbridge-api",
            "dev.toolbridge.api.Main",
            (port, metricsPort) ->
                    Map.of("HTTP_ADDR", "127.0.0.1:" + port, "METRICS_ADDR", "127.0.0.1:" + metricsPort));

    public static final ImageServer SIDECAR = new ImageServer(
            "toolbridge-mcp",
            "dev.toolbridge.mcp.Main",
            (port, metricsPort) -> Map.of(
                    "TOOLBRIDGE_HOST",
                    "127.0.0.1",
                    "TOOLBRIDGE_PORT",
                    Integer.toString(port),
                    "TOOLBRIDGE_METRICS_ADDR",
                    "127.0.0.1:" + metricsPort));

    /// The servers in the order of their start.
    public static final List<ImageServer> ALL = List.of(API, SIDECAR);

    /// Makes the settings of a server from its ports.
    public interface Addresses {
        Map<String, String> at(int port, int metricsPort);
    }
}
