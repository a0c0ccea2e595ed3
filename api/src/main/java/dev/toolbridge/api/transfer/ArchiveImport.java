package dev.toolbridge.api.transfer;

import dev.toolbridge.api.transfer.ArchivedStates.State;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.service.ahead.Ahead;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/// The import of an archive into a space: all states of each item that the archive holds, the earliest first, of which
/// the later ones win. So an empty space gets all of it, and an import that was cut off is done again as a whole.
///
/// The next part is read while one is stored.
public final class ArchiveImport {
    private static final UUID NO_UID = new UUID(0, 0);

    private final Archive archive;
    private final SpaceTransfer transfer;
    private final Tally items = new Tally();
    private final Tally versions = new Tally();

    public ArchiveImport(Archive archive, SpaceTransfer transfer) {
        this.archive = archive;
        this.transfer = transfer;
    }

    /// Carries it out.
    ///
    /// @param progress learns of the items that are done
    /// @return the counts of items
    public Tally run(LongConsumer progress) throws IOException {
        try (var states = new ArchivedStates(archive);
                var parts = new Ahead<List<State>>(states::next)) {
            for (Optional<List<State>> part = parts.next(); part.isPresent(); part = parts.next()) {
                part.get().forEach(state -> add(state, progress));
            }
        }
        transfer.flush();
        return items;
    }

    /// The counts of earlier versions.
    public Tally versions() {
        return versions;
    }

    private void add(State state, LongConsumer progress) {
        if (state.arrival().isPresent()) {
            transfer.add(state.arrival().get(), state.isLast() ? items : versions);
        } else {
            items.countRefused(state.type().name(), NO_UID, "a line is no item");
        }
        if (state.isLast()) {
            progress.accept(1);
        }
    }
}
