/// The language of filters, orders and columns, in the spelling of the tools.
package dev.toolbridge.mcp.tool.query;
