/// The Model Context Protocol itself: JSON-RPC messages, revisions, sessions and methods. It knows nothing of HTTP.
package dev.toolbridge.mcp.protocol;
