package dev.toolbridge.api.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// An import as it is stored.
///
/// @param choices the user's choices, as the command line hands them on
/// @param run the run of what it writes, once it was begun
/// @param plan the content of the file, once it was read
/// @param report the outcome
/// @param undo the outcome of its undo
/// @param failure the reason for which it ended early
public record StoredImport(
        UUID id,
        ImportState state,
        UploadedFile file,
        List<String> choices,
        Optional<String> run,
        Progress progress,
        Optional<ObjectNode> plan,
        Optional<ObjectNode> report,
        Optional<ObjectNode> undo,
        Optional<ObjectNode> failure,
        Instant createdAt,
        Instant changedAt) {

    public StoredImport {
        choices = List.copyOf(choices);
    }

    /// The progress of the present work.
    ///
    /// @param items the items that are done
    /// @param bytesRead the bytes of the file that were read
    /// @param total the number of items, if it is known
    /// @param begunAt the time at which a server began
    public record Progress(long items, long bytesRead, OptionalLong total, Optional<Instant> begunAt) {}
}
