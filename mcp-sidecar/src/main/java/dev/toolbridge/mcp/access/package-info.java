/// Who may speak to the MCP server: the token's principal, and the hosts and origins that requests may name.
package dev.toolbridge.mcp.access;
