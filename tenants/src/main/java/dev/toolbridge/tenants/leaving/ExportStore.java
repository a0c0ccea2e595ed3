package dev.toolbridge.tenants.leaving;

import dev.toolbridge.database.Database;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;

/// The exports in PostgreSQL.
public record ExportStore(Database database) {
    private static final int COUNT_MAX = 100;

    private static final String ADD = """
        INSERT INTO tenant_export (operation_id, tenant_ref, folder, manifest_sha256, items, changes, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (operation_id) DO UPDATE SET folder = excluded.folder RETURNING
          operation_id, folder, manifest_sha256, items, changes, bytes, made_at
        """;

    private static final String KEPT = """
        SELECT operation_id, folder, manifest_sha256, items, changes, bytes, made_at FROM tenant_export
        WHERE tenant_ref = ? AND deleted_at IS NULL ORDER BY made_at DESC, operation_id DESC LIMIT ?
        """;

    private static final String DELETED =
            "UPDATE tenant_export SET deleted_at = now() WHERE operation_id = ? RETURNING operation_id";

    /// Records an export, once.
    public Export add(UUID tenant, UUID operation, String folder, ExportContent content) {
        return database.single(
                        ADD,
                        ExportStore::export,
                        operation,
                        tenant,
                        folder,
                        content.manifestSha256(),
                        content.items(),
                        content.changes(),
                        content.bytes())
                .getFirst();
    }

    /// The exports of a tenant whose folders exist, newest first.
    public List<Export> kept(UUID tenant) {
        return database.single(KEPT, ExportStore::export, tenant, COUNT_MAX);
    }

    /// Records that the folder of an export was deleted.
    public void deleted(Export export) {
        database.single(DELETED, _ -> true, export.operation());
    }

    private static Export export(DbRow row) {
        return new Export(
                row.column("operation_id").get(UUID.class),
                row.column("folder").getString(),
                new ExportContent(
                        row.column("manifest_sha256").getString(),
                        row.column("items").getLong(),
                        row.column("changes").getLong(),
                        row.column("bytes").getLong()),
                row.column("made_at").get(Timestamp.class).toInstant());
    }
}
