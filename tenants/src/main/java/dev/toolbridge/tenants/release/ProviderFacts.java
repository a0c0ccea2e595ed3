package dev.toolbridge.tenants.release;

/// The identity provider, as the programs of tenants get it.
///
/// @param issuer the exact issuer of its tokens
/// @param keys the address of its keys
/// @param members the server that answers for the provider, to a tenant's own key
public record ProviderFacts(String issuer, String keys, String members) {}
