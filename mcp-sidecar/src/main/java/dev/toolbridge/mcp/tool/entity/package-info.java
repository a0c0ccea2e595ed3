/// The tools of the entity table: an operation on the items of a type each.
package dev.toolbridge.mcp.tool.entity;
