package dev.toolbridge.database;

import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Changes of the schema, and the roles that sign in.
public final class Migrations {

    /// The table of Flyway's history: every program of ours reads the schema version from it.
    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /// Runs the pending migrations of a location, up to a version. Those that have steps are done in
    /// steps where a schema exists already: its tables may be filled and in use.
    ///
    /// @throws SettingError if the database cannot be reached or refuses a migration
    public static void run(DatabaseUrl owner, String location, int version, List<MigrationSteps> stepwise) {
        try {
            int present = version(owner, location);
            for (MigrationSteps migration : stepwise) {
                if (present > 0 && present < migration.version() && migration.version() <= version) {
                    migrate(flyway(owner, location, migration.version() - 1));
                    runSteps(owner, migration);
                    migrate(flyway(owner, location, migration.version()).skipExecutingMigrations(true));
                }
            }
            migrate(flyway(owner, location, version));
        } catch (FlywayException | SQLException failed) {
            throw new SettingError("the database at " + owner + " cannot be migrated: " + reason(failed, owner)
                    + "; when that is mended, run toolbridge-migrate again: it goes on where it has ended");
        }
    }

    private static FluentConfiguration flyway(DatabaseUrl owner, String location, int version) {
        return Flyway.configure()
                .dataSource(owner.jdbc(), owner.user(), owner.password().orElse(""))
                .locations(location)
                .target(Integer.toString(version));
    }

    /// A migration whose tables are in use gives way, and is tried again from its beginning.
    private static void migrate(FluentConfiguration flyway) throws SQLException {
        MigrationSteps.givingWay(() -> {
            try {
                flyway.load().migrate();
                return true;
            } catch (FlywayException failed) {
                throw conflict(failed).orElseThrow(() -> failed);
            }
        });
    }

    private static Optional<SQLException> conflict(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .filter(SqlStates::isLockConflict)
                .findFirst();
    }

    private static int version(DatabaseUrl owner, String location) {
        var current = flyway(owner, location, 1).load().info().current();
        return current == null ? 0 : Integer.parseInt(current.getVersion().getVersion());
    }

    private static void runSteps(DatabaseUrl owner, MigrationSteps migration) throws SQLException {
        try (Connection connection = connect(owner)) {
            migration.run(connection);
        }
    }

    /// Creates the role that signs in, if it is missing, as a member of the group role that holds its rights.
    public static void grantLogin(DatabaseUrl owner, DatabaseUrl login, String groupRole) {
        try (Connection connection = connect(owner)) {
            if (!login.user().equals(owner.user())) {
                createLogin(connection, login);
                execute(connection, "GRANT %I TO %I", groupRole, login.user());
                execute(connection, "GRANT SELECT ON %I TO %I", HISTORY, login.user());
            }
        } catch (SQLException failed) {
            throw new SettingError("the role " + login.user() + " cannot be set up: "
                    + FailureWords.of(failed, owner).text()
                    + "; DATABASE_OWNER_URL must name a role that may create roles");
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.put("user", url.user());
        properties.put("password", url.password().orElse(""));
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    private static void createLogin(Connection connection, DatabaseUrl login) throws SQLException {
        boolean exists;
        try (var query = connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
            query.setString(1, login.user());
            exists = query.executeQuery().next();
        }
        if (!exists) {
            String password = login.password()
                    .orElseThrow(() -> new SettingError("DATABASE_URL has no password,"
                            + " and its role " + login.user()
                            + " is not there yet: put the password in that it is to have,"
                            + " or make the role yourself"));
            execute(connection, "CREATE ROLE %I LOGIN PASSWORD %L", login.user(), password);
        }
    }

    /// Names cannot be parameters of such statements: PostgreSQL's own `format` quotes them.
    private static void execute(Connection connection, String template, String first, String second)
            throws SQLException {
        try (var query = connection.prepareStatement("SELECT format(?, ?, ?)");
                var statement = connection.createStatement()) {
            query.setString(1, template);
            query.setString(2, first);
            query.setString(3, second);
            var row = query.executeQuery();
            row.next();
            statement.execute(row.getString(1));
        }
    }

    /// The database's words beneath those of Flyway.
    private static String reason(Exception failed, DatabaseUrl owner) {
        Throwable told = failed instanceof FlywayException ? failed.getCause() : failed;
        return told instanceof SQLException beneath
                ? FailureWords.of(beneath, owner).text()
                : failed.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("no reason given");
    }
}
