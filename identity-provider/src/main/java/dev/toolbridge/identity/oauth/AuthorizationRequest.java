package dev.toolbridge.identity.oauth;

import dev.toolbridge.identity.state.Client;
import java.util.Optional;

/// A client's request to a person (RFC 6749, section 4.1.1; RFC 7636, section 4.3; RFC 8707, section 2).
///
/// @param challenge the hash of the verifier that the client will show at the token endpoint
record AuthorizationRequest(
        Client client,
        String redirectUri,
        Optional<String> state,
        String challenge,
        String scope,
        String audience,
        Optional<String> nonce) {

    /// The result of reading a query.
    sealed interface Reading {
        record Good(AuthorizationRequest request) implements Reading {}

        /// The client is told at its own address.
        record Refused(String location) implements Reading {}

        /// There is no address that may be trusted: the person is told.
        record Hopeless(String text) implements Reading {}
    }
}
