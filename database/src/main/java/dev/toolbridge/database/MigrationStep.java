package dev.toolbridge.database;

import java.util.List;

/// A part of a migration that is done while servers use the tables. Each can be done again, so that a migration that
/// ended in the middle starts again.
public sealed interface MigrationStep {

    /// A change of tables that takes no time once they are locked. It gives way to other lock holders, and tries
    /// again.
    ///
    /// @param tables the tables that are locked, for [MigrationSteps#LOCK_WAIT] and the time of the change
    record Brief(List<String> tables, String sql) implements MigrationStep {
        public Brief {
            tables = List.copyOf(tables);
        }
    }

    /// A change that takes long and blocks no other transaction.
    record Unhurried(String sql) implements MigrationStep {}

    /// An index that is built concurrently, and built again if it was left unfinished.
    ///
    /// @param sql `CREATE INDEX CONCURRENTLY IF NOT EXISTS` with this name
    record Index(String name, String sql) implements MigrationStep {}
}
