/// Stored text as assistants and people read it: marked, bounded, and unable to leave its frame.
package dev.toolbridge.mcp.stored;
