/// The tools: eight for each entity type, derived from the entity table.
package dev.toolbridge.mcp.tool;
