/// The bridge of `toolbridge mcp`: messages of a client on standard input and output, and an MCP server behind HTTP.
package dev.toolbridge.connect.bridge;
