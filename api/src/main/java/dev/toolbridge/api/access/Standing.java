package dev.toolbridge.api.access;

import dev.toolbridge.service.http.Request;

/// Looks again at what the credential of an admitted request allows, for work that goes on long after.
///
/// @param identities looks at the credential
/// @param callers looks at tenant and rights
public record Standing(Identities identities, Callers callers) {

    /// The caller as of now.
    ///
    /// @throws dev.toolbridge.service.error.Refusal if the request would not be admitted any more
    public Caller of(Request request) {
        return callers.of(identities.of(request), request);
    }

    /// Counts what may have changed the callers' seats in this process.
    public long changes() {
        return callers.changes();
    }
}
