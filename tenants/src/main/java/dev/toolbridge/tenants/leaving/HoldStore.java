package dev.toolbridge.tenants.leaving;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;

/// The holds in PostgreSQL.
public record HoldStore(Database database) {
    private static final String SET = """
        INSERT INTO tenant_hold (tenant_ref, reason, actor) VALUES (?, ?, ?)
        ON CONFLICT (tenant_ref) DO UPDATE SET reason = excluded.reason, actor = excluded.actor RETURNING tenant_ref
        """;

    private static final String END = "DELETE FROM tenant_hold WHERE tenant_ref = ? RETURNING tenant_ref";

    private static final String FIND = "SELECT reason, actor, since FROM tenant_hold WHERE tenant_ref = ?";

    public Optional<LegalHold> find(UUID tenant) {
        return database.single(FIND, HoldStore::hold, tenant).stream().findFirst();
    }

    /// Holds a tenant's data within another store's transaction.
    public static void set(Transaction transaction, UUID tenant, String reason, String actor) {
        transaction.rows(SET, _ -> true, tenant, reason, actor);
    }

    /// Ends a hold within another store's transaction.
    public static void end(Transaction transaction, UUID tenant) {
        transaction.rows(END, _ -> true, tenant);
    }

    private static LegalHold hold(DbRow row) {
        return new LegalHold(
                row.column("reason").getString(),
                row.column("actor").getString(),
                row.column("since").get(Timestamp.class).toInstant());
    }
}
