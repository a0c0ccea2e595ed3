package dev.toolbridge.api.item.decision;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.SyncFields;
import java.util.List;
import java.util.stream.Stream;

/// The fields of a payload that the server keeps itself: no change of theirs counts as a change of the item.
public final class ServerFields {
    static final String UID = "uid";
    static final String UPDATE_TIME = "updateTime";

    /// The fields of every type.
    public static final List<String> ALWAYS = List.of(UID, "updatedTs", UPDATE_TIME, Stamp.SYNC);

    /// The fields of the types that copy the sync state into the payload.
    public static final List<String> MIRRORED =
            List.of("version", "isDirty", "isDeleted", "remoteUpdatedAt", "lastSyncedAt");

    private ServerFields() {}

    /// The fields of one type.
    public static List<String> of(EntityType type) {
        return isMirroring(type)
                ? Stream.of(ALWAYS, MIRRORED).flatMap(List::stream).toList()
                : ALWAYS;
    }

    /// Tells if a type copies the sync state into the payload.
    public static boolean isMirroring(EntityType type) {
        return type.syncFields() == SyncFields.MIRRORED;
    }
}
