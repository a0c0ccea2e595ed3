/// Revision 2026-07-28, in which every request stands alone.
package dev.toolbridge.mcp.protocol.stateless;
