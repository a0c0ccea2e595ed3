package dev.toolbridge.tenants.placement;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// The database of a tenant and the rights on it. Every method may be called again, after a kill anywhere.
record TenantDatabase(OwnerSession session, TenantNames names) {
    /// A database of the name exists, or appears at this moment.
    private static final Set<String> IS_THERE = Set.of("42P04", "23505");

    private static final String EXISTS = "SELECT datname FROM pg_database WHERE datname = ?";
    private static final String IS_OPEN = EXISTS + " AND datallowconn AND datconnlimit <> -2";

    /// PostgreSQL marks a database so when it has begun to drop it.
    private static final String IS_HALF_DROPPED = EXISTS + " AND datconnlimit = -2";

    private static final String STRANGERS = """
            SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee) END
            FROM pg_database d, aclexplode(COALESCE(d.datacl, acldefault('d', d.datdba))) a
            WHERE d.datname = ? AND a.grantee <> d.datdba GROUP BY 1 ORDER BY 1
            """;

    boolean exists() throws SQLException {
        return session.holds(EXISTS, names.database());
    }

    boolean isOpen() throws SQLException {
        return session.holds(IS_OPEN, names.database());
    }

    /// Copies the golden database. Nobody can connect to the copy: it has PUBLIC's rights, since a copy takes over the
    /// tables, but not the rights on the database itself.
    void copy(String golden) throws SQLException {
        if (session.holds(IS_HALF_DROPPED, names.database())) {
            session.execute("DROP DATABASE IF EXISTS %I", names.database());
        }
        if (!exists()) {
            session.executeUnless(
                    IS_THERE,
                    "CREATE DATABASE %I TEMPLATE %I STRATEGY FILE_COPY ALLOW_CONNECTIONS false",
                    names.database(),
                    golden);
        }
    }

    /// Takes the database from everybody, and gives it to the tenant's logins.
    void restrict() throws SQLException {
        session.execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", names.database());
        for (TenantLogin login : TenantLogin.all()) {
            session.execute("GRANT " + login.rights() + " ON DATABASE %I TO %I", names.database(), names.login(login));
        }
    }

    /// The roles, besides the owner and the tenant's logins, that have a right on the database.
    List<String> strangers() throws SQLException {
        List<String> own = names.logins();
        return session.texts(STRANGERS, names.database()).stream()
                .filter(role -> !own.contains(role))
                .toList();
    }

    void open() throws SQLException {
        session.execute("ALTER DATABASE %I ALLOW_CONNECTIONS true", names.database());
    }

    /// Ends all connections to the database and drops it. The logins must be those of the session then.
    void drop() throws SQLException {
        if (isOpen()) {
            session.execute("ALTER DATABASE %I ALLOW_CONNECTIONS false", names.database());
        }
        session.execute("DROP DATABASE IF EXISTS %I WITH (FORCE)", names.database());
    }
}
