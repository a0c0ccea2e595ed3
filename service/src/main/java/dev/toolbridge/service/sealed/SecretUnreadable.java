package dev.toolbridge.service.sealed;

/// A sealed value that cannot be opened any more, or not by this server. The message holds no value.
public final class SecretUnreadable extends RuntimeException {

    public SecretUnreadable(String sentence) {
        super(sentence);
    }
}
