package dev.toolbridge.service.program;

/// The settings of a server, as far as every server has them.
public interface ServerConfig {

    /// The lowest level that is logged.
    String logLevel();
}
