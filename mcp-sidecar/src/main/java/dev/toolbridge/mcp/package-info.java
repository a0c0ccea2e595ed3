/// The MCP server: its start, its settings and its table of tools. It holds no data; the API does.
package dev.toolbridge.mcp;
