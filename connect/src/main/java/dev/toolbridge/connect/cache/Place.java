package dev.toolbridge.connect.cache;

/// A project in the cache.
///
/// @param number its number in the cache
/// @param server the address of the API
/// @param project the id of the project
/// @param slug its name in addresses
public record Place(long number, String server, String project, String slug) {}
