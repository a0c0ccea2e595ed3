/// The ToolBridge API as the MCP server uses it: requests on behalf of a caller, and what came of them.
package dev.toolbridge.mcp.api;
