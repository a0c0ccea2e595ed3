package dev.toolbridge.service.audit;

/// The end of a chain, as it is kept beside the entries.
///
/// @param seq the number of entries
/// @param hash the hash of the last one
public record AuditHead(long seq, byte[] hash) {}
