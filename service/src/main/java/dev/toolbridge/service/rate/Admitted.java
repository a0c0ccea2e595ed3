package dev.toolbridge.service.rate;

/// Somebody who was recognised, and whose request was counted.
///
/// @param <I> the server's identities
/// @param rate where the sender stands after this request
public record Admitted<I>(I identity, RateState rate) {}
