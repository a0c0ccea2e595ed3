package dev.toolbridge.token;

/// The origin of a token: by the key that verified it, and, for our own keys, by the signed content.
public enum TokenOrigin {
    /// The identity provider's.
    PROVIDER,
    /// This deployment's own: its owner vouches for what the token says.
    OWN,
    /// This deployment's own, made of one of the identity provider's, who vouches for the user.
    EXCHANGED
}
