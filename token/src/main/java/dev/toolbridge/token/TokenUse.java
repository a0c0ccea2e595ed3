package dev.toolbridge.token;

/// The purpose that a token was issued for.
public enum TokenUse {
    /// It opens what its scopes allow.
    ACCESS,
    /// It tells a client which user has logged in (OpenID Connect Core, section 2), and opens nothing by itself.
    IDENTITY
}
