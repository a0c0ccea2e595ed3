package dev.toolbridge.tenants.placement;

/// The outcome of a run of a release's `toolbridge-migrate`.
sealed interface MigrationRun {

    record Migrated() implements MigrationRun {}

    /// The database was away, or the run took too long: it may succeed later, and goes on then.
    record Passing(String why) implements MigrationRun {}

    /// The release's own words.
    record Failed(String why) implements MigrationRun {}
}
