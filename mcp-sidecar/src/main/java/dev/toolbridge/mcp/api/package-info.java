/// The ToolBridge API as the MCP server uses it: requests on behalf of a caller, and their results.
package dev.toolbridge.mcp.api;
