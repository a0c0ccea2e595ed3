package dev.toolbridge.api.intake.work;

import dev.toolbridge.api.intake.Failure;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.moving.archive.ArchiveFault;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.service.error.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/// The reasons for which imports fail, as users read them. None names a thing of the server.
final class ImportFault {
    static final Failure LOST_FILE = new Failure(
            "file_lost", "The server that had the file is gone. Upload it again: what was imported is not doubled.");
    static final Failure INTERRUPTED =
            new Failure("interrupted", "The import ended its server several times; it is not tried again.");

    private ImportFault() {}

    /// The reason; empty if the fault is the server's own.
    static Optional<Failure> of(Exception fault) {
        return switch (fault) {
            case ReadRefusal refusal ->
                Optional.of(new Failure(refusal.reason().name().toLowerCase(Locale.ROOT), refusal.getMessage()));
            case ArchiveFault refusal -> Optional.of(new Failure("bad_archive", refusal.getMessage()));
            case ZipException _ -> Optional.of(new Failure("damaged", "The file is damaged."));
            case Refusal refusal
            when refusal.code() == ErrorCode.EPOCH_MISMATCH ->
                Optional.of(
                        new Failure(
                                refusal.code().wireName(),
                                "The space was wiped in the middle; what came before the wipe is gone, the rest did not come."));
            case Refusal refusal -> Optional.of(new Failure(refusal.code().wireName(), refusal.getMessage()));
            case Exception _ -> Optional.empty();
        };
    }
}
