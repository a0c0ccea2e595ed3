package dev.toolbridge.mcp.protocol;

import dev.toolbridge.mcp.access.Principal;

/// How a request came in.
///
/// @param principal who sent it
/// @param correlationId the id that follows it
/// @param outlet takes messages to the client before the answer
public record Arrival(Principal principal, String correlationId, Outlet outlet) {}
