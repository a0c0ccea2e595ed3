package dev.toolbridge.database;

import java.util.List;

/// A part of a migration that is done while servers use the tables. Each can be done again, so that a migration that
/// ended in the middle is begun anew.
public sealed interface MigrationStep {

    /// A change of tables that takes no time once they are locked. It gives way to whoever holds them, and tries
    /// again.
    ///
    /// @param tables those that are locked, and kept from everybody for [MigrationSteps#LOCK_WAIT] and the change
    record Brief(List<String> tables, String sql) implements MigrationStep {
        public Brief {
            tables = List.copyOf(tables);
        }
    }

    /// A change that takes long and stands in nobody's way.
    record Unhurried(String sql) implements MigrationStep {}

    /// An index that is built beside all else, and built anew if it was left unfinished.
    ///
    /// @param sql `CREATE INDEX CONCURRENTLY IF NOT EXISTS` with this name
    record Index(String name, String sql) implements MigrationStep {}
}
