package dev.toolbridge.moving.archive;

/// An archive that is refused whole, with one sentence for people.
public final class ArchiveFault extends RuntimeException {

    ArchiveFault(String sentence) {
        super(sentence);
    }

    ArchiveFault(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
