package dev.toolbridge.launcher.run;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.DirectAddress;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.launcher.process.Task;
import dev.toolbridge.launcher.workspace.Secrets;
import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The user's own database, which must be reachable before anything is started.
public record ExternalDatabase(DatabaseUrl owner, Secrets secrets) implements Task {
    private static final String KEY = "DATABASE_URL";
    private static final String CONNECT_TIMEOUT_SECONDS = "5";

    /// A frozen server accepts connections, and never answers.
    private static final String LOGIN_TIMEOUT_SECONDS = "15";

    /// The database that `DATABASE_URL` names, with the role that owns it.
    public static Optional<DatabaseUrl> fromEnvironment() {
        try {
            return Optional.ofNullable(System.getenv(KEY))
                    .filter(text -> !text.isBlank())
                    .map(DatabaseUrl::parse);
        } catch (IllegalArgumentException wrong) {
            throw new LaunchFailure(KEY + " " + wrong.getMessage(), wrong);
        }
    }

    /// A description of the database that holds no secret.
    static String describe(Optional<DatabaseUrl> external) {
        return external.map(DatabaseUrl::toString).orElse("embedded");
    }

    @Override
    public String name() {
        return "database";
    }

    /// Opens a connection, within the time that a person waits.
    public static Connection connect(DatabaseUrl url) throws SQLException {
        var properties = new Properties();
        properties.putAll(Map.of(
                "user", url.user(), "connectTimeout", CONNECT_TIMEOUT_SECONDS, "loginTimeout", LOGIN_TIMEOUT_SECONDS));
        url.password().ifPresent(password -> properties.put("password", password));
        return DriverManager.getConnection(url.jdbc(), properties);
    }

    @Override
    public void run() {
        try (var connection = connect(owner)) {
            connection.isValid(1);
        } catch (SQLException refused) {
            throw new LaunchFailure(
                    "the database " + describe(Optional.of(owner)) + ", which " + KEY + " names, cannot be reached: "
                            + FailureWords.of(refused, owner).text(),
                    refused);
        }
        requireDirect();
        secrets.rememberDatabase(owner);
    }

    private void requireDirect() {
        try {
            DirectAddress.require(owner, KEY, "the migration");
        } catch (SettingError pooled) {
            throw new LaunchFailure(pooled.getMessage(), pooled);
        }
    }
}
