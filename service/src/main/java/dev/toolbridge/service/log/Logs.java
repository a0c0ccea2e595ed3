package dev.toolbridge.service.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/// Logging as JSON lines on standard output, set up by `service.log`; this adds what must happen at start.
public final class Logs {

    private Logs() {}

    /// Sends what libraries log through the JDK to the same place, and sets the level.
    public static void start(String level) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME))
                .setLevel(Level.toLevel(level, Level.INFO));
    }
}
