package dev.toolbridge.service.rate;

/// A recognised sender whose request was counted.
///
/// @param <I> the server's identities
/// @param rate the state of the sender's rate after this request
public record Admitted<I>(I identity, RateState rate) {}
