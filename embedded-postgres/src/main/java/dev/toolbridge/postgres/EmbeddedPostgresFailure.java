package dev.toolbridge.postgres;

/// The embedded server cannot be started; the message is one sentence for the person who started it.
public final class EmbeddedPostgresFailure extends RuntimeException {

    EmbeddedPostgresFailure(String sentence) {
        super(sentence);
    }

    EmbeddedPostgresFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
