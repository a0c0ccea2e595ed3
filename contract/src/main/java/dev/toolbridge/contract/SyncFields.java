package dev.toolbridge.contract;

/// The place of an item's sync state in its payload.
public enum SyncFields {
    /// In the `sync` object only.
    APART,
    /// Also as `version, isDirty, isDeleted, remoteUpdatedAt, lastSyncedAt` beside the payload's own fields.
    MIRRORED
}
