package dev.toolbridge.mcp;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Logs;
import org.slf4j.LoggerFactory;

/// The MCP server.
public final class Main {
    /// The exit status of a program that was configured wrongly, as `sysexits.h` names it.
    private static final int EXIT_CONFIGURATION = 78;

    private Main() {}

    public static void main(String[] arguments) {
        try {
            McpConfig config = McpConfig.from(Settings.fromEnvironment());
            Logs.start(config.logLevel());
            var server = McpServer.start(config);
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(server)));
            LoggerFactory.getLogger(Main.class)
                    .atInfo()
                    .addKeyValue("port", server.port())
                    .log("listening");
        } catch (SettingError wrong) {
            System.err.println("toolbridge-mcp-sidecar: " + wrong.getMessage());
            Runtime.getRuntime().halt(EXIT_CONFIGURATION);
        }
    }

    /// Halting with 0 tells the supervisor that the end was clean; the JVM's own status would be the signal's.
    private static void stop(McpServer server) {
        server.close();
        Runtime.getRuntime().halt(0);
    }
}
