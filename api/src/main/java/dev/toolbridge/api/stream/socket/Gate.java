package dev.toolbridge.api.stream.socket;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.http.Request;

/// Admits the sender of a request to changes, with the same checks as every route.
@FunctionalInterface
public interface Gate {

    /// The caller.
    ///
    /// @throws dev.toolbridge.service.error.Refusal as a route would
    Caller admit(Request request);
}
