/// Revision 2026-07-28, in which every request is independent.
package dev.toolbridge.mcp.protocol.stateless;
