package dev.toolbridge.api.store;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.service.audit.ChainWalk;
import dev.toolbridge.service.config.SettingError;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Goes through the audit logs of all tenants, in one snapshot and under the role that may look across tenants.
public final class AuditCheck {
    private static final int ROWS_AT_A_TIME = 1_000;

    private static final String HEADS = "SELECT tenant_id, seq, hash FROM audit_head ORDER BY tenant_id";

    private static final String ORPHANS = """
            SELECT DISTINCT tenant_id FROM audit a
            WHERE NOT EXISTS (SELECT FROM audit_head h WHERE h.tenant_id = a.tenant_id)
            """;

    private static final String ENTRIES = """
            SELECT seq, at, actor, action, object, facts, request, hash FROM audit WHERE tenant_id = ? ORDER BY seq
            """;

    private AuditCheck() {}

    /// What was found out about one chain.
    ///
    /// @param entries how many entries it has
    /// @param head the hash that the head has of the last one, to be compared with what was written down elsewhere
    /// @param broken where and how it is broken
    public record Result(String tenant, long entries, byte[] head, Optional<String> broken) {

        public boolean isWhole() {
            return broken.isEmpty();
        }
    }

    private record Head(String tenant, long seq, byte[] hash) {}

    /// Checks every chain.
    ///
    /// @throws SettingError if the database cannot be read
    public static List<Result> all(DatabaseUrl owner) {
        var properties = new Properties();
        properties.put("user", owner.user());
        properties.put("password", owner.password().orElse(""));
        try (Connection connection = DriverManager.getConnection(owner.jdbc(), properties)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
                statement.execute("SET LOCAL ROLE toolbridge_maintenance");
            }
            var results = new ArrayList<Result>();
            for (Head head : heads(connection)) {
                results.add(check(connection, head));
            }
            results.addAll(orphans(connection));
            return results;
        } catch (SQLException failed) {
            throw new SettingError("the audit log cannot be read: "
                    + FailureWords.of(failed, owner).text()
                    + "; DATABASE_OWNER_URL must be the address that toolbridge-migrate works with");
        }
    }

    private static List<Head> heads(Connection connection) throws SQLException {
        var heads = new ArrayList<Head>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(HEADS)) {
            while (rows.next()) {
                heads.add(new Head(rows.getString("tenant_id"), rows.getLong("seq"), rows.getBytes("hash")));
            }
        }
        return heads;
    }

    /// Entries whose head is gone.
    private static List<Result> orphans(Connection connection) throws SQLException {
        var results = new ArrayList<Result>();
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ORPHANS)) {
            while (rows.next()) {
                results.add(new Result(rows.getString(1), 0, new byte[0], Optional.of("the head is gone")));
            }
        }
        return results;
    }

    private static Result check(Connection connection, Head head) throws SQLException {
        try (var statement = connection.prepareStatement(ENTRIES)) {
            statement.setFetchSize(ROWS_AT_A_TIME);
            statement.setString(1, head.tenant());
            var walk = new ChainWalk();
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                walk.next(AuditStore.entry(head.tenant(), rows));
            }
            return new Result(head.tenant(), walk.entries(), head.hash(), walk.end(head.seq(), head.hash()));
        }
    }
}
