package dev.toolbridge.token;

/// Decides whether a token is genuine, meant for us, and valid now.
@FunctionalInterface
public interface TokenVerifier {

    /// Verifies an access token in compact form.
    ///
    /// @throws TokenRejected if the token is not to be trusted
    /// @throws TokenKeysUnavailable if that cannot be told now
    VerifiedToken verify(String token);

    /// The same, but an ID token of a known client is taken as well: it says who somebody is.
    default VerifiedToken verifyAnyUse(String token) {
        return verify(token);
    }
}
