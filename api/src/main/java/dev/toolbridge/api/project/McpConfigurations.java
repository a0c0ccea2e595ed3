package dev.toolbridge.api.project;

import dev.toolbridge.api.access.Caller;

/// The store of the MCP configurations of projects, under the same rule as [Projects].
public interface McpConfigurations {

    /// The configuration of the caller's project.
    McpConfiguration find(Caller inside);

    /// Replaces it.
    McpConfiguration put(Caller inside, McpConfiguration configuration);
}
