/// The tools of the entity table: each is one operation on the items of one type.
package dev.toolbridge.mcp.tool.entity;
