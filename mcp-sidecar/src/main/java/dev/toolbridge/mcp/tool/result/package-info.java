/// The answers of tools: items, parts and pages, as text and as structure.
package dev.toolbridge.mcp.tool.result;
