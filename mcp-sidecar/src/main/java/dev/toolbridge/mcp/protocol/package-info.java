/// The protocol's messages, revisions and errors: no transport, no state.
package dev.toolbridge.mcp.protocol;
