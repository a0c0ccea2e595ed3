package dev.toolbridge.token;

/// The purpose that a token was issued for.
public enum TokenUse {
    /// It opens what its scopes allow.
    ACCESS,
    /// It tells a client who has logged in (OpenID Connect Core, section 2), and opens nothing by itself.
    IDENTITY
}
