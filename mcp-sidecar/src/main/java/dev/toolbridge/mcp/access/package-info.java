/// Access to the MCP server: the principal of a request, and the hosts and origins that requests may name.
package dev.toolbridge.mcp.access;
