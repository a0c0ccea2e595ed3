package dev.toolbridge.service.database;

import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Changes of the schema, and the roles that sign in.
public final class Migrations {

    /// Where Flyway writes down what has run: every program of ours asks which schema it finds.
    private static final String HISTORY = "flyway_schema_history";

    private Migrations() {}

    /// Runs what has not run yet of the migrations at a location, up to a version.
    ///
    /// @throws SettingError if the database cannot be reached or refuses a migration
    public static void run(DatabaseUrl owner, String location, int version) {
        try {
            Flyway.configure()
                    .dataSource(owner.jdbc(), owner.user(), owner.password().orElse(""))
                    .locations(location)
                    .target(Integer.toString(version))
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new SettingError("the database at " + owner + " cannot be migrated: " + reason(failed, owner));
        }
    }

    /// Makes the role that signs in, if it is not there, and a member of the group role that holds its rights.
    public static void grantLogin(DatabaseUrl owner, DatabaseUrl login, String groupRole) {
        try (Connection connection = connect(owner)) {
            if (!login.user().equals(owner.user())) {
                createLogin(connection, login);
                execute(connection, "GRANT %I TO %I", groupRole, login.user());
                execute(connection, "GRANT SELECT ON %I TO %I", HISTORY, login.user());
            }
        } catch (SQLException failed) {
            throw new SettingError("the role " + login.user() + " cannot be set up: "
                    + FailureWords.of(failed, owner).text());
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
            String password = login.password().orElseThrow(() -> new SettingError("DATABASE_URL has no password"));
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
    private static String reason(FlywayException failed, DatabaseUrl owner) {
        return failed.getCause() instanceof SQLException beneath
                ? FailureWords.of(beneath, owner).text()
                : failed.getMessage()
                        .lines()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .orElse("no reason given");
    }
}
