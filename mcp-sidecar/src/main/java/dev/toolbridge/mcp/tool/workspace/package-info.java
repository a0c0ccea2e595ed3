/// The tools over all types of the workspace: search, counts, and many changes in one call.
package dev.toolbridge.mcp.tool.workspace;
