package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.SettingError;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Prepares a PostgreSQL server for databases of tenants, once, as its superuser. It may be done again.
public final class ClusterSetup {
    private static final Set<String> IS_THERE = Set.of("42710", "42P04", "23505");

    private ClusterSetup() {}

    /// Makes the owner with its own database, and closes all databases to PUBLIC that are named here, besides
    /// `postgres` and `template1`. Roles that need a database get their right on it first: a server of
    /// another program had it by PUBLIC only.
    ///
    /// @param home the database of the owner's address
    /// @throws SettingError with the server's words, if it refuses
    public static void prepare(DatabaseUrl admin, Cluster cluster, String home, List<DatabaseAccess> others) {
        try (var session = OwnerSession.open(admin)) {
            makeOwner(session, cluster.owner());
            session.executeUnless(
                    IS_THERE,
                    "CREATE DATABASE %I OWNER %I",
                    home,
                    cluster.owner().user());
            for (DatabaseAccess access : all(home, others)) {
                close(session, access);
            }
        } catch (SQLException failed) {
            throw new SettingError("the cluster " + cluster.name() + " cannot be prepared: "
                    + FailureWords.of(failed, admin).text());
        }
    }

    private static List<DatabaseAccess> all(String home, List<DatabaseAccess> others) {
        return Stream.concat(
                        others.stream(),
                        Stream.of("postgres", "template1", home).map(name -> new DatabaseAccess(name, List.of())))
                .toList();
    }

    private static void makeOwner(OwnerSession session, DatabaseUrl owner) throws SQLException {
        session.executeUnless(IS_THERE, "CREATE ROLE %I", owner.user());
        session.execute("ALTER ROLE %I LOGIN CREATEROLE CREATEDB NOSUPERUSER NOBYPASSRLS", owner.user());
        if (owner.password().isPresent()) {
            session.setPassword(owner.user(), new Secret(owner.password().get()));
        }
    }

    private static void close(OwnerSession session, DatabaseAccess access) throws SQLException {
        for (String role : access.roles()) {
            session.execute("GRANT CONNECT, TEMPORARY ON DATABASE %I TO %I", access.database(), role);
        }
        session.execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", access.database());
    }
}
