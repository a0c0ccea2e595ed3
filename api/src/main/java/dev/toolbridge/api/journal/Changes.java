package dev.toolbridge.api.journal;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;

/// Reads the journal of whole spaces.
public interface Changes {
    /// The bytes of a payload or patch that an entry carries, at most; a patch is of such payloads only.
    int PAYLOAD_BYTES_MAX = 65_536;

    /// The numbers that one query walks through, at most.
    int NUMBERS_MAX = 20_000;

    /// A part of the journal. It ends early when the filter matches little.
    ///
    /// @throws dev.toolbridge.service.error.Refusal `resync_required` or `epoch_mismatch` when the place is gone
    ChangePage read(Space space, ChangeQuery query);

    /// The place after the last change.
    Cursor latest(Space space);
}
