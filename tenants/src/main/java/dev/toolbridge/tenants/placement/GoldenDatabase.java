package dev.toolbridge.tenants.placement;

import dev.toolbridge.database.DatabaseUrl;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// The database that those of tenants are copied from: made once for the schema of a release, by its own migrations.
///
/// It is migrated under another name and gets its own name when it is complete, so that an interrupted run is begun
/// anew. Nobody connects to it: PostgreSQL does not copy a database that is in use.
record GoldenDatabase(OwnerSession session, DatabaseUrl owner, ReleaseSchema schema) {
    /// One golden database of a cluster is made at a time, since migrations make the roles of the cluster.
    private static final long TURN = 0x746f6f6c_676f6c64L;

    private static final String EXISTS = "SELECT datname FROM pg_database WHERE datname = ?";

    private static final String VERSION = """
            SELECT COALESCE(max(version::int), 0)::text FROM flyway_schema_history
            WHERE success AND version IS NOT NULL
            """;

    /// Makes it, unless it exists.
    MigrationRun ensure(MigrationProgram program, Path release) throws SQLException, InterruptedException {
        if (exists()) {
            return new MigrationRun.Migrated();
        }
        session.execute("SET lock_timeout = '90s'");
        session.texts("SELECT pg_advisory_lock(" + TURN + ")::text");
        try {
            return exists() ? new MigrationRun.Migrated() : make(program, release);
        } finally {
            session.texts("SELECT pg_advisory_unlock(" + TURN + ")::text");
        }
    }

    private boolean exists() throws SQLException {
        return session.holds(EXISTS, schema.golden());
    }

    private MigrationRun make(MigrationProgram program, Path release) throws SQLException, InterruptedException {
        String unfinished = schema.golden() + "_new";
        session.execute("DROP DATABASE IF EXISTS %I WITH (FORCE)", unfinished);
        session.execute("CREATE DATABASE %I TEMPLATE template0 ALLOW_CONNECTIONS false", unfinished);
        session.execute("REVOKE ALL ON DATABASE %I FROM PUBLIC", unfinished);
        session.execute("ALTER DATABASE %I ALLOW_CONNECTIONS true", unfinished);
        MigrationRun run = program.run(release, owner.named(unfinished));
        if (!(run instanceof MigrationRun.Migrated)) {
            return run;
        }
        int version = finish(owner.named(unfinished));
        if (version != schema.version()) {
            return new MigrationRun.Failed("the release has migrations up to " + schema.version()
                    + ", and its program migrates to " + version);
        }
        session.execute("ALTER DATABASE %I ALLOW_CONNECTIONS false", unfinished);
        session.execute("ALTER DATABASE %I RENAME TO %I", unfinished, schema.golden());
        return run;
    }

    /// Gives the groups what a migration gives the logins that it knows: these know none yet.
    private static int finish(DatabaseUrl url) throws SQLException {
        try (var inside = OwnerSession.open(url)) {
            for (String group : List.of(TenantLogin.SERVER_ODD.group(), TenantLogin.MAINTENANCE.group())) {
                inside.execute("GRANT SELECT ON flyway_schema_history TO %I", group);
            }
        }
        return version(url);
    }

    /// The version of a database's schema.
    static int version(DatabaseUrl owner) throws SQLException {
        try (var inside = OwnerSession.open(owner)) {
            return Integer.parseInt(inside.texts(VERSION).getFirst());
        }
    }
}
