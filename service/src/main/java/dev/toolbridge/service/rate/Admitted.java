package dev.toolbridge.service.rate;

/// A recognised sender whose request was counted.
///
/// @param <I> the server's identities
/// @param rate the sender's rate, charged with this request
public record Admitted<I>(I identity, RateAccount rate) {}
