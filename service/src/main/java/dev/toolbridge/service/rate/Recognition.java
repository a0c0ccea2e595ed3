package dev.toolbridge.service.rate;

import dev.toolbridge.service.http.Request;

/// Recognises the sender of a request by its credential.
///
/// @param <I> the server's identities
@FunctionalInterface
public interface Recognition<I extends Recognition.Counted> {

    /// The sender.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `unauthorized` for a credential that is no good
    I of(Request request);

    /// Somebody whose requests are counted.
    interface Counted {

        /// The name that they are counted under.
        String countedAs();
    }
}
