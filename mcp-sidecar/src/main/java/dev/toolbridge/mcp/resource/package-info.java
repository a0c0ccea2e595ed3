/// The resources: every item at an address of its own, for reading, completion and watches.
package dev.toolbridge.mcp.resource;
