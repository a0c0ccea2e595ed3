package dev.toolbridge.contract;

/// Where the sync state of an item shows in its payload.
public enum SyncFields {
    /// In the `sync` object only.
    APART,
    /// Also as `version, isDirty, isDeleted, remoteUpdatedAt, lastSyncedAt` beside the payload's own fields.
    MIRRORED
}
