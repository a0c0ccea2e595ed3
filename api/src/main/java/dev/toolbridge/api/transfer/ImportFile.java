package dev.toolbridge.api.transfer;

import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveFault;
import dev.toolbridge.moving.source.ReadRefusal;
import dev.toolbridge.moving.source.ReadRefusal.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.LongConsumer;

/// A file that can be imported, opened and recognised: the archive of a space, or the files of another program. The
/// command line and the API import by it.
public sealed interface ImportFile extends AutoCloseable permits ArchiveFile, ForeignFiles {

    /// The name of the format.
    String format();

    /// Reads all of it, and writes nothing.
    ///
    /// @param progress learns of the items that are read
    ImportPlan plan(LongConsumer progress) throws IOException;

    /// Imports it. Done again after it was cut off, it ends the same.
    ImportReport carryOut(Target target) throws IOException;

    /// The bytes that have been read so far, as far as they are counted.
    long bytesRead();

    @Override
    void close() throws IOException;

    /// The place that items come to.
    ///
    /// @param transfer writes into the space
    /// @param now the time of the import: no item comes from the future
    /// @param run the name of its run
    /// @param progress learns of the items that are done
    record Target(TransferStore store, SpaceTransfer transfer, Instant now, String run, LongConsumer progress) {}

    /// Opens a file that somebody sent: nothing of the server's own names is in a refusal.
    ///
    /// @param name the name that the person gave it
    /// @param scratch an existing folder for archives inside archives
    /// @throws ReadRefusal if it is of no known format, or breaks a limit
    /// @throws ArchiveFault if it is the archive of a space that was spoilt
    static ImportFile open(Path file, String name, FileChoices choices, Path scratch) throws IOException {
        boolean isAsked = choices.format().equals(ArchiveFile.FORMAT);
        boolean isPossible = isAsked || choices.format().equals(FileChoices.AUTO);
        if (isPossible && Archive.isArchive(file)) {
            return ArchiveFile.open(file, ArchiveFile.UPLOADED_BYTES_MAX);
        }
        if (isAsked) {
            throw new ReadRefusal(Reason.OTHER_FORMAT, name + " is not the archive of a space.");
        }
        return ForeignFiles.open(file, name, choices, scratch);
    }
}
