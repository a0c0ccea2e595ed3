package dev.toolbridge.mcp.offer;

import dev.toolbridge.mcp.access.Principal;

/// The arrival of a request.
///
/// @param principal its sender
/// @param correlationId the id that follows it
/// @param outlet sends messages to the client before the answer; for the thread of the request only
public record Arrival(Principal principal, String correlationId, Outlet outlet) {}
