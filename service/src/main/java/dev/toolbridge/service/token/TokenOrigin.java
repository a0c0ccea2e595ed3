package dev.toolbridge.service.token;

/// Whose key verified a token. Nothing that a token says about itself changes it.
public enum TokenOrigin {
    /// The identity provider's.
    PROVIDER,
    /// This deployment's own: a backend token.
    OWN
}
