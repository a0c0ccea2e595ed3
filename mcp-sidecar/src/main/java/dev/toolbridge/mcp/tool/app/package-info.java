/// The tools whose results a client can show on a page, and these pages.
package dev.toolbridge.mcp.tool.app;
