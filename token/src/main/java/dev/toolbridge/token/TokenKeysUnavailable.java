package dev.toolbridge.token;

/// The keys that verify a token are unavailable at the moment; the token may be good.
public final class TokenKeysUnavailable extends RuntimeException {

    public TokenKeysUnavailable(Throwable cause) {
        super("token keys are unavailable", cause);
    }
}
