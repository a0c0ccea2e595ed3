package dev.toolbridge.api.intake;

/// A file that a user sent.
///
/// @param name the name that the user gave it
/// @param bytes its size
/// @param hash its SHA-256
public record UploadedFile(String name, long bytes, byte[] hash) {}
