package dev.toolbridge.mcp.api;

/// An event of a stream of the API; one without a name is a sign of life.
///
/// @param id the place after it, empty if it has none
/// @param data the beginning of its data
/// @param hasMore true when more has arrived already
public record ApiEvent(String name, String id, String data, boolean hasMore) {}
