package dev.toolbridge.tenants.placement;

import java.sql.SQLException;
import java.util.List;

/// The databases of a cluster that every login may connect to. As long as there is one, no tenant is placed there: its
/// login could read the names of others, and whatever PUBLIC may read.
final class ClusterDoors {
    private static final String OPEN = """
            SELECT datname FROM pg_database
            WHERE datallowconn AND datconnlimit <> -2 AND has_database_privilege('public', oid, 'CONNECT')
            ORDER BY datname
            """;

    private static final String HOME =
            "SELECT datname FROM pg_database WHERE datname = current_database() AND datdba = current_user::regrole";

    private ClusterDoors() {}

    /// Closes the owner's own database, and finds the others that are open.
    static List<String> open(OwnerSession session) throws SQLException {
        List<String> open = session.texts(OPEN);
        List<String> home = session.texts(HOME);
        for (String own : home.stream().filter(open::contains).toList()) {
            session.execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", own);
        }
        return open.stream().filter(name -> !home.contains(name)).toList();
    }

    /// The sentence about open databases, with the remedy.
    static String sentence(Cluster cluster, List<String> open) {
        return "in the cluster " + cluster.name() + " every login may connect to " + String.join(", ", open)
                + ": GRANT CONNECT on them to the roles that need it, then REVOKE ALL ON DATABASE … FROM PUBLIC, as"
                + " their owner or as superuser";
    }
}
