package dev.toolbridge.tenants.placement;

import dev.toolbridge.service.config.Secret;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The logins of a tenant as roles of the cluster.
record LoginRoles(OwnerSession session, TenantNames names) {
    /// A role of the name exists, or appears at this moment.
    private static final Set<String> IS_THERE = Set.of("42710", "23505");

    /// A role that is gone.
    private static final Set<String> IS_GONE = Set.of("42704");

    private static final String EXISTS = "SELECT rolname FROM pg_roles WHERE rolname = ?";

    private static final String END_SESSIONS =
            "SELECT pg_terminate_backend(pid)::text FROM pg_stat_activity WHERE usename = ?";

    /// Makes those that are missing; they cannot sign in yet.
    void make(ConnectionNeed need) throws SQLException {
        for (TenantLogin login : TenantLogin.all()) {
            String role = names.login(login);
            session.executeUnless(
                    IS_THERE,
                    "CREATE ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS",
                    role);
            session.execute("GRANT %I TO %I", login.group(), role);
        }
        limit(need);
    }

    void limit(ConnectionNeed need) throws SQLException {
        for (TenantLogin login : TenantLogin.all()) {
            session.execute("ALTER ROLE %I CONNECTION LIMIT " + login.connectionsMax(need), names.login(login));
        }
    }

    /// Lets a login sign in, with this password only.
    void admit(TenantLogin login, Secret password) throws SQLException {
        session.setPassword(names.login(login), password);
        session.execute("ALTER ROLE %I LOGIN", names.login(login));
    }

    /// Lets a login sign in no more, and ends its sessions.
    void dismiss(TenantLogin login) throws SQLException {
        String role = names.login(login);
        if (exists(login)) {
            session.execute("ALTER ROLE %I NOLOGIN PASSWORD NULL", role);
            join(role);
            session.texts(END_SESSIONS, role);
            session.execute("REVOKE %I FROM CURRENT_USER GRANTED BY CURRENT_USER", role);
        }
    }

    /// The names of those that do not exist.
    List<String> missing() throws SQLException {
        var missing = new ArrayList<String>();
        for (TenantLogin login : TenantLogin.all()) {
            if (!exists(login)) {
                missing.add(names.login(login));
            }
        }
        return missing;
    }

    private boolean exists(TenantLogin login) throws SQLException {
        return session.holds(EXISTS, names.login(login));
    }

    /// Makes the owner a member of the logins: only then it may end their sessions.
    void join() throws SQLException {
        for (TenantLogin login : TenantLogin.all()) {
            if (exists(login)) {
                session.execute("ALTER ROLE %I NOLOGIN", names.login(login));
                join(names.login(login));
            }
        }
    }

    private void join(String role) throws SQLException {
        session.executeUnless(IS_GONE, "GRANT %I TO CURRENT_USER WITH INHERIT TRUE, SET FALSE", role);
    }

    void drop() throws SQLException {
        for (String role : names.logins()) {
            session.execute("DROP ROLE IF EXISTS %I", role);
        }
    }
}
