/// The protocol over HTTP: Streamable HTTP, the older HTTP with server-sent events, and the checks before both.
package dev.toolbridge.mcp.transport;
