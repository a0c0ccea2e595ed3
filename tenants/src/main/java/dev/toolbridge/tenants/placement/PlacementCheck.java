package dev.toolbridge.tenants.placement;

import java.util.List;

/// A tenant's database as it is found.
public sealed interface PlacementCheck {

    /// The database as the cluster shows it.
    ///
    /// @param isOpen true if it exists and takes connections
    /// @param missingLogins the tenant's logins that do not exist
    /// @param strangers the roles, besides the owner and the tenant's logins, that have a right on the database
    /// @param openDatabases the databases of the cluster that every login may connect to
    record Found(
            boolean exists,
            boolean isOpen,
            List<String> missingLogins,
            List<String> strangers,
            List<String> openDatabases)
            implements PlacementCheck {

        public Found {
            missingLogins = List.copyOf(missingLogins);
            strangers = List.copyOf(strangers);
            openDatabases = List.copyOf(openDatabases);
        }

        /// Tells if servers can use it.
        public boolean isComplete() {
            return isOpen && missingLogins.isEmpty();
        }

        /// Tells if no other tenant's login can connect to it, and none of the tenant's to another database.
        public boolean isIsolated() {
            return strangers.isEmpty() && openDatabases.isEmpty();
        }
    }

    /// The cluster cannot be asked.
    record Unreachable(String why) implements PlacementCheck {}
}
