/// The offer of the server: its tools, prompts and resources, the calls that use them, and the way to ask the client.
package dev.toolbridge.mcp.offer;
