package dev.toolbridge.api.intake.work;

import dev.toolbridge.api.intake.ImportFailure;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.moving.archive.ArchiveFault;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.service.error.Refusal;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/// The reasons for which imports fail, as users read them. None names a thing of the server.
final class ImportFault {
    static final ImportFailure LOST_FILE = new ImportFailure(
            "file_lost", "The server that had the file is gone. Upload it again: what was imported is not doubled.");
    static final ImportFailure INTERRUPTED =
            new ImportFailure("interrupted", "The import ended its server several times; it is not tried again.");

    private ImportFault() {}

    /// The reason; empty if the fault is the server's own.
    static Optional<ImportFailure> of(Exception fault) {
        return switch (fault) {
            case ReadRefusal refusal ->
                Optional.of(new ImportFailure(refusal.reason().name().toLowerCase(Locale.ROOT), refusal.getMessage()));
            case ArchiveFault refusal -> Optional.of(new ImportFailure("bad_archive", refusal.getMessage()));
            case ZipException _ -> Optional.of(new ImportFailure("damaged", "The file is damaged."));
            case Refusal refusal
            when refusal.code() == ErrorCode.EPOCH_MISMATCH ->
                Optional.of(new ImportFailure(
                        refusal.code().wireName(),
                        "The space was wiped in the middle: what came before is gone, the rest did not come."));
            case Refusal refusal -> Optional.of(new ImportFailure(refusal.code().wireName(), refusal.getMessage()));
            case Exception _ -> Optional.empty();
        };
    }
}
