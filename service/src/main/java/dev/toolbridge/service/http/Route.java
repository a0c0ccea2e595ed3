package dev.toolbridge.service.http;

/// One line of a server's route table.
///
/// @param method HTTP method
/// @param path path with `{placeholders}`
/// @param bodyBytesMax how large a request body may be
/// @param endpoint what answers it
public record Route(String method, String path, int bodyBytesMax, Endpoint endpoint) {}
