package dev.toolbridge.api.transfer;

import dev.toolbridge.moving.archive.ArchiveLines;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/// The changes in an archive, in the order of its items: by their uids, then by their versions.
final class PastLines implements AutoCloseable {
    private final Optional<ArchiveLines> lines;
    private Optional<ArchivedLine> ahead = Optional.empty();

    PastLines(Optional<ArchiveLines> lines) {
        this.lines = lines;
    }

    /// The next change of an item; empty when there is no more. Those of items that the archive has not are left out.
    Optional<ArchivedLine> next(UUID uid) throws IOException {
        while (lines.isPresent()) {
            if (ahead.isEmpty()) {
                Optional<byte[]> line = lines.get().next();
                if (line.isEmpty()) {
                    return Optional.empty();
                }
                ahead = ArchivedLine.of(line.get());
            } else {
                int order = ahead.get().uid().toString().compareTo(uid.toString());
                if (order > 0) {
                    return Optional.empty();
                }
                Optional<ArchivedLine> found = ahead;
                ahead = Optional.empty();
                if (order == 0) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (lines.isPresent()) {
            lines.get().close();
        }
    }
}
