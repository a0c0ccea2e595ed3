/// The tools for memories: remember, recall and forget.
package dev.toolbridge.mcp.tool.memory;
