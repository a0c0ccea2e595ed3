package dev.toolbridge.moving.old;

/// A database that cannot be read as the old server's, with one sentence for people.
public final class OldDatabaseFault extends RuntimeException {

    OldDatabaseFault(String sentence) {
        super(sentence);
    }

    /// A failure of the database itself; the sentence holds no password.
    public OldDatabaseFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
