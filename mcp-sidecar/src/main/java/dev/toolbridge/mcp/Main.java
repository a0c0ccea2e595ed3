package dev.toolbridge.mcp;

import dev.toolbridge.service.program.ServerMain;

/// The MCP server.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        new ServerMain("toolbridge-mcp-sidecar", Main.class).run(McpConfig::from, McpServer::start);
    }
}
