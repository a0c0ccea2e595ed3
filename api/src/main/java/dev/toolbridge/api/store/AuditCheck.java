package dev.toolbridge.api.store;

import dev.toolbridge.database.DatabaseUrl;
import dev.toolbridge.database.FailureWords;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.ChainWalk;
import dev.toolbridge.service.config.SettingError;
import io.helidon.dbclient.DbRow;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/// Checks the audit logs of all tenants, in one snapshot and under the role that sees all tenants.
public final class AuditCheck {
    private static final String ROWS_AT_A_TIME = "1000";

    private static final String TAKE_ROLE = "SELECT set_config('role', 'toolbridge_maintenance', true)";

    private static final String HEADS = "SELECT tenant_id, seq, hash FROM audit_head ORDER BY tenant_id";

    private static final String ORPHANS = """
            SELECT DISTINCT tenant_id FROM audit a
            WHERE NOT EXISTS (SELECT FROM audit_head h WHERE h.tenant_id = a.tenant_id)
            """;

    private static final String ENTRIES = """
            SELECT seq, at, actor, action, object, facts, request, hash FROM audit WHERE tenant_id = ? ORDER BY seq
            """;

    private AuditCheck() {}

    /// The result of the check of one chain.
    ///
    /// @param entries the number of its entries
    /// @param head the hash of the last entry in the head, to be compared with a copy recorded elsewhere
    /// @param broken the place and the kind of the break, if the chain is broken
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
        properties.put("defaultRowFetchSize", ROWS_AT_A_TIME);
        try (Connection connection = DriverManager.getConnection(owner.jdbc(), properties)) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            return Transaction.on(connection, AuditCheck::all);
        } catch (SQLException failed) {
            throw new SettingError("the audit log cannot be read: "
                    + FailureWords.of(failed, owner).text()
                    + "; DATABASE_OWNER_URL must be the address that toolbridge-migrate works with");
        }
    }

    private static List<Result> all(Transaction transaction) {
        transaction.rows(TAKE_ROLE, _ -> true);
        var results = new ArrayList<Result>();
        for (Head head : transaction.rows(HEADS, AuditCheck::head)) {
            results.add(check(transaction, head));
        }
        results.addAll(transaction.rows(ORPHANS, AuditCheck::orphan));
        return results;
    }

    private static Head head(DbRow row) {
        return new Head(
                row.column("tenant_id").getString(),
                row.column("seq").getLong(),
                row.column("hash").get(byte[].class));
    }

    /// The result for entries whose head is missing.
    private static Result orphan(DbRow row) {
        return new Result(row.column("tenant_id").getString(), 0, new byte[0], Optional.of("the head is gone"));
    }

    private static Result check(Transaction transaction, Head head) {
        var walk = new ChainWalk();
        transaction.each(ENTRIES, row -> walk.next(AuditStore.entry(head.tenant(), row)), head.tenant());
        return new Result(head.tenant(), walk.entries(), head.hash(), walk.end(head.seq(), head.hash()));
    }
}
