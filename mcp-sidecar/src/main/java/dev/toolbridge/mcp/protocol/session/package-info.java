/// The revisions up to 2025-11-25, in which a client introduces itself and then speaks within a session.
package dev.toolbridge.mcp.protocol.session;
