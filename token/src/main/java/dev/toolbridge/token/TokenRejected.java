package dev.toolbridge.token;

/// A token that is not to be trusted. The reason is for logs only: callers learn no more than that it was refused.
public final class TokenRejected extends RuntimeException {

    public TokenRejected(String reason) {
        super(reason, null, false, false);
    }
}
