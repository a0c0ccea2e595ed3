package dev.toolbridge.mcp.access;

import dev.toolbridge.service.http.Request;

/// The checks that every request passes before any work for it: Host and Origin first, then the token.
public final class Admission {
    private final Origins origins;
    private final Principals principals;
    private final ProtectedResource resource;

    public Admission(Origins origins, Principals principals, ProtectedResource resource) {
        this.origins = origins;
        this.principals = principals;
        this.resource = resource;
    }

    /// The challenge for a client at `path` to come back with a token of those scopes.
    public String stepUp(Request request, String path, String scopes) {
        return resource.challenge(request, path).withoutScopes(scopes);
    }

    /// The principal of a request that came to `path`, or a refusal.
    public Principal admit(Request request, String path) {
        origins.check(request);
        return principals.of(request, path, resource.challenge(request, path));
    }
}
