package dev.toolbridge.tenants.release;

import java.util.Optional;
import java.util.UUID;

/// A release of a tenant: something that it ran, runs, or was to run.
///
/// @param number counts the releases of the tenant, from 1
/// @param operation the operation that brings it about
/// @param artefact the folder of its programs, below the folders of releases
/// @param failure the reason for which it was taken back
public record Release(
        UUID tenant, int number, UUID operation, String artefact, Status status, Optional<String> failure) {

    /// The states of a release.
    public enum Status {
        PENDING,
        RUNNING,
        REPLACED,
        FAILED;

        /// The name in JSON and in the database.
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Status read(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    /// The same after it was taken back.
    public Release failedFor(String why) {
        return new Release(tenant, number, operation, artefact, Status.FAILED, Optional.of(why));
    }
}
