package dev.toolbridge.token;

/// A token that must not be trusted. The reason is for logs only: callers learn only that it was refused.
public final class TokenRejected extends RuntimeException {

    public TokenRejected(String reason) {
        super(reason, null, false, false);
    }
}
