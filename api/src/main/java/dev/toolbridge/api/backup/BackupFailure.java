package dev.toolbridge.api.backup;

/// A backup that failed, is not whole, or must not be restored; the message is one sentence for the operator.
public final class BackupFailure extends RuntimeException {

    BackupFailure(String sentence) {
        super(sentence);
    }

    BackupFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
