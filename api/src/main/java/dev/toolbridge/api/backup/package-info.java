/// Backups: every table in one snapshot, with hashes, restored into an empty database of the same or a later release.
package dev.toolbridge.api.backup;
