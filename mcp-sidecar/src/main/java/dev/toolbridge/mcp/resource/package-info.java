/// The resources: every item at an address of its own, to be read, completed and watched.
package dev.toolbridge.mcp.resource;
