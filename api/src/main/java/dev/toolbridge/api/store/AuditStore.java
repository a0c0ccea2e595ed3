package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.audit.AuditRecord;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit log in PostgreSQL. Each new entry is also a line of the program's log, so that a chain that was cut off
/// at its end can be found out by whoever keeps those.
public final class AuditStore implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    private static final String APPEND = """
            SELECT append_audit(?, ?, ?, ?, ?, ?) AS seq
            """;

    private static final String AFTER = """
            SELECT seq, at, actor, action, object, facts, request, hash
            FROM audit WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private static final String KNOW_CLIENT = """
            INSERT INTO known_client (tenant_id, user_id, client_id) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING RETURNING client_id
            """;

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /// Adds an entry within a transaction of somebody else's.
    static void append(Connection connection, Caller caller, AuditEntry entry) throws SQLException {
        var line = new Line(caller.tenant(), Authors.json(caller.author()), caller.correlationId());
        append(connection, line, entry);
    }

    @Override
    public List<AuditRecord> after(String tenant, long seq, int countMax) {
        return database.with(connection -> {
            try (var query = TenantQuery.prepare(connection, tenant, AFTER)) {
                ResultSet rows = query.bind(tenant).bind(seq).bind(countMax).rows();
                var entries = new ArrayList<AuditRecord>();
                while (rows.next()) {
                    AuditRecord entry = entry(tenant, rows);
                    PageRoom.count(entry.length());
                    entries.add(entry);
                }
                return entries;
            }
        });
    }

    @Override
    public void noteClient(Caller caller, String clientId) {
        database.inTransaction(connection -> {
            try (var query = TenantQuery.prepare(connection, caller.tenant(), KNOW_CLIENT)) {
                boolean isNew = query.bind(caller.tenant())
                        .bind(caller.user())
                        .bind(clientId)
                        .rows()
                        .next();
                if (isNew) {
                    append(connection, caller, AuditEntry.of("client.first_seen", clientId));
                    connection.commit();
                }
                return isNew;
            }
        });
    }

    @Override
    public void noteRefusals(Refusals refusals) {
        var facts = Json.object()
                .put("code", refusals.code())
                .put("route", refusals.route())
                .put("count", refusals.count());
        var actor = Json.text(Json.object().put("user", refusals.subject()));
        database.inTransaction(connection -> {
            var line = new Line(refusals.tenant(), actor, refusals.request());
            append(connection, line, new AuditEntry("request.refused", refusals.route(), facts));
            connection.commit();
            return refusals;
        });
    }

    /// Whose log, who, and in which request.
    private record Line(String tenant, String actor, String request) {}

    private static void append(Connection connection, Line line, AuditEntry entry) throws SQLException {
        try (var query = TenantQuery.prepare(connection, line.tenant(), APPEND)) {
            ResultSet row = query.bind(line.tenant())
                    .bind(line.actor())
                    .bind(entry.action())
                    .bind(entry.object())
                    .bind(Json.text(entry.facts()))
                    .bind(line.request())
                    .rows();
            row.next();
            LOG.atInfo()
                    .addKeyValue("tenant", line.tenant())
                    .addKeyValue("seq", row.getLong("seq"))
                    .addKeyValue("action", entry.action())
                    .log("written down");
        }
    }

    static AuditRecord entry(String tenant, ResultSet row) throws SQLException {
        return new AuditRecord(
                tenant,
                row.getLong("seq"),
                row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                row.getString("object"),
                row.getString("facts"),
                row.getString("request"),
                row.getBytes("hash"));
    }
}
