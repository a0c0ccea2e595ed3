/// The delivery of calls to the API: keys against repeats, and advice after failures.
package dev.toolbridge.mcp.tool.delivery;
