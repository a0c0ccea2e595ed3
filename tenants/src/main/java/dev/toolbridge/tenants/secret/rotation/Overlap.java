package dev.toolbridge.tenants.secret.rotation;

import java.time.Duration;

/// The overlap of a secret's old and new version.
///
/// @param acceptance the way by which programs get to accept the new version
/// @param isAdmitted true if a party outside the release takes the new version first, and drops the old one last
/// @param settling the time for which the old version is still accepted once the new one is in use; zero if nothing
///     outlives the release that used the old one
public record Overlap(Acceptance acceptance, boolean isAdmitted, Duration settling) {

    /// The ways by which programs get to accept a version.
    public enum Acceptance {
        /// With the release that uses it: the programs that must agree on it are of one release.
        WITH_USE,
        /// From a release with both versions, before the one that uses it.
        RELEASE,
        /// Never: no program of a release has it.
        NOWHERE
    }

    /// Tells if the old version ends with the release that used it.
    boolean endsWithRelease() {
        return settling.isZero();
    }

    static Overlap none() {
        return new Overlap(Acceptance.WITH_USE, false, Duration.ZERO);
    }

    static Overlap byRelease(Duration settling) {
        return new Overlap(Acceptance.RELEASE, false, settling);
    }

    static Overlap byAdmission() {
        return new Overlap(Acceptance.WITH_USE, true, Duration.ZERO);
    }

    static Overlap replaced() {
        return new Overlap(Acceptance.NOWHERE, true, Duration.ZERO);
    }
}
