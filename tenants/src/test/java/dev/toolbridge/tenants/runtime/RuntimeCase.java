package dev.toolbridge.tenants.runtime;

import java.util.Map;

/// A runtime under the contract's tests, with the programs that it can run.
public interface RuntimeCase extends AutoCloseable {

    InstanceRuntime runtime();

    /// A server with a port and a health path; the settings `SAY`, `SHOW`, `EXIT`, `DEAF`, `HEALTH_STATUS` change it.
    Workload server(Map<String, String> settings);

    /// A command that prints the setting `SAY` and ends with the status `EXIT`.
    Workload command(Map<String, String> settings);

    @Override
    void close();
}
