package dev.toolbridge.connect.bridge;

import java.time.Duration;

/// The token that a bridge sends, from one of several sources.
public interface BridgeCredential {

    /// The token for the next request.
    ///
    /// @param patience the time to wait for a person
    /// @throws dev.toolbridge.connect.terminal.CommandFailure if there is no token; the sentence says
    ///     how to get one
    String token(Duration patience);

    /// Looks for another token after the server refused this one.
    ///
    /// @return false if this source has no other
    boolean renew(String refused);

    /// A sentence that names the way to another token.
    String remedy();
}
