package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Transaction;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The rows of one secret's versions, within a transaction that has the tenant's lock.
record VersionRows(Transaction transaction, UUID tenant, SecretName name) {
    private static final String COLUMNS = "tenant_ref, name, version, status, created_at, due_at, primary_at, valid_at,"
            + " retired_at, destroyed_at";

    static final String LIST = "SELECT " + COLUMNS + " FROM secret_version WHERE tenant_ref = ? ORDER BY name, version";

    static final String DUE = "SELECT " + COLUMNS
            + " FROM secret_version WHERE status = 'primary' AND due_at <= ? ORDER BY due_at, tenant_ref LIMIT ?";

    static final String LIVE = """
            SELECT version, status, sealed FROM secret_version
            WHERE tenant_ref = ? AND name = ? AND status IN ('primary', 'valid', 'pending')
            ORDER BY array_position(ARRAY['primary', 'valid', 'pending'], status), version DESC
            """;

    private static final String FIND =
            "SELECT " + COLUMNS + " FROM secret_version WHERE tenant_ref = ? AND name = ? AND version = ?";

    private static final String IN_STATUS =
            "SELECT " + COLUMNS + " FROM secret_version WHERE tenant_ref = ? AND name = ? AND status = ?";

    private static final String NUMBERS = """
            SELECT COALESCE(max(version), 0), COALESCE(max(version) FILTER (WHERE status = 'primary'), 0)
            FROM secret_version WHERE tenant_ref = ? AND name = ?
            """;

    private static final String INSERT = """
            INSERT INTO secret_version (tenant_ref, name, version, status, sealed, created_at, due_at)
            VALUES (?, ?, ?, 'pending', ?, ?, ?) RETURNING
            """ + COLUMNS;

    private static final Map<VersionStatus, String> MOVES = Map.of(
            VersionStatus.PRIMARY, move("status = 'primary', primary_at = ?"),
            VersionStatus.VALID, move("status = 'valid', valid_at = ?"),
            VersionStatus.RETIRED, move("status = 'retired', retired_at = ?"),
            VersionStatus.DESTROYED, move("status = 'destroyed', sealed = NULL, destroyed_at = ?"));

    private static String move(String change) {
        return "UPDATE secret_version SET " + change + " WHERE tenant_ref = ? AND name = ? AND version = ? RETURNING "
                + COLUMNS;
    }

    Optional<SecretVersion> find(int version) {
        return transaction.rows(FIND, VersionRows::version, tenant, name.text(), version).stream()
                .findFirst();
    }

    Optional<SecretVersion> inStatus(VersionStatus status) {
        return transaction.rows(IN_STATUS, VersionRows::version, tenant, name.text(), status.text()).stream()
                .findFirst();
    }

    /// The number of the next version. Where two holders alternate, it leaves out the number of the primary's holder.
    int nextNumber(boolean alternates) {
        return transaction
                .rows(NUMBERS, row -> next(row, alternates), tenant, name.text())
                .getFirst();
    }

    SecretVersion insert(int version, byte[] sealed, Instant now) {
        Instant dueAt = RotationSchedule.dueAt(now, tenant, name, version);
        return transaction
                .rows(INSERT, VersionRows::version, tenant, name.text(), version, sealed, now, dueAt)
                .getFirst();
    }

    SecretVersion move(int version, VersionStatus status, Instant now) {
        return transaction
                .rows(MOVES.get(status), VersionRows::version, now, tenant, name.text(), version)
                .getFirst();
    }

    private static int next(DbRow row, boolean alternates) {
        int next = row.column(1).getInt() + 1;
        int primary = row.column(2).getInt();
        boolean isHolderOfPrimary = alternates && primary > 0 && (next - primary) % 2 == 0;
        return isHolderOfPrimary ? next + 1 : next;
    }

    static SecretVersion version(DbRow row) {
        var since = new EnumMap<VersionStatus, Instant>(VersionStatus.class);
        since.put(VersionStatus.PENDING, time(row, "created_at").orElseThrow());
        for (VersionStatus status : MOVES.keySet()) {
            time(row, status.text() + "_at").ifPresent(time -> since.put(status, time));
        }
        return new SecretVersion(
                row.column("tenant_ref").get(UUID.class),
                new SecretName(row.column("name").getString()),
                row.column("version").getInt(),
                VersionStatus.parse(row.column("status").getString()),
                since.get(VersionStatus.PENDING),
                time(row, "due_at").orElseThrow(),
                since);
    }

    private static Optional<Instant> time(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }

    /// A version with its sealed value.
    record SealedVersion(int version, VersionStatus status, byte[] sealed) {

        static SealedVersion of(DbRow row) {
            return new SealedVersion(
                    row.column("version").getInt(),
                    VersionStatus.parse(row.column("status").getString()),
                    row.column("sealed").get(byte[].class));
        }
    }
}
