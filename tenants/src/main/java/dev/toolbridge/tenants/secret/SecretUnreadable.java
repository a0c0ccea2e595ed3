package dev.toolbridge.tenants.secret;

/// A sealed value that cannot be opened any more, or not by this server. The message holds no value.
public final class SecretUnreadable extends RuntimeException {

    SecretUnreadable(String sentence) {
        super(sentence);
    }
}
