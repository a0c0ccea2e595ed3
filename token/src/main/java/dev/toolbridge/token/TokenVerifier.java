package dev.toolbridge.token;

/// Decides whether a token is genuine, meant for us, and valid now.
@FunctionalInterface
public interface TokenVerifier {

    /// Verifies an access token in compact form.
    ///
    /// @throws TokenRejected if the token must not be trusted
    /// @throws TokenKeysUnavailable if that cannot be decided now
    VerifiedToken verify(String token);

    /// The same, but accepts an ID token of a known client as well: it identifies the user.
    default VerifiedToken verifyAnyUse(String token) {
        return verify(token);
    }
}
