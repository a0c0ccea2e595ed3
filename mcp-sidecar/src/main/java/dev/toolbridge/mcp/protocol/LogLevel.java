package dev.toolbridge.mcp.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The levels of log messages, least important first (RFC 5424, section 6.2.1).
public enum LogLevel {
    DEBUG,
    INFO,
    NOTICE,
    WARNING,
    ERROR,
    CRITICAL,
    ALERT,
    EMERGENCY;

    public static Optional<LogLevel> find(String wireName) {
        return Arrays.stream(values())
                .filter(level -> level.wireName().equals(wireName))
                .findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
