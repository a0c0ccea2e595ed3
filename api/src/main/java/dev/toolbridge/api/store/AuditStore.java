package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.audit.AuditLog;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.store.read.PageRoom;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.api.store.write.Authors;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.audit.AuditHead;
import dev.toolbridge.service.audit.AuditRecord;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The audit log in PostgreSQL. Each new entry is also a line of the program's log, so that a copy of those
/// lines reveals a chain that was cut off at its end.
public final class AuditStore implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    /// PostgreSQL evaluates FROM before the select list, so the tenant is set when the function runs.
    private static final String APPEND = """
            SELECT append_audit(?, ?, ?, ?, ?, ?) AS seq FROM set_config('app.tenant', ?, true)
            """;

    private static final String AFTER = """
            SELECT seq, at, actor, action, object, facts, request, hash
            FROM audit WHERE tenant_id = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private static final String KNOW_CLIENT = """
            INSERT INTO known_client (tenant_id, user_id, client_id) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING RETURNING client_id
            """;

    private static final String HEAD = "SELECT seq, hash FROM audit_head WHERE tenant_id = ?";

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /// Adds an entry within another store's transaction.
    static void append(Transaction transaction, Caller caller, AuditEntry entry) {
        append(transaction, caller.tenant(), caller.author(), entry);
    }

    static void append(Transaction transaction, String tenant, Author author, AuditEntry entry) {
        var line = new Line(tenant, Authors.json(author), author.correlationId());
        log(line, entry, transaction.rows(APPEND, AuditStore::seq, values(line, entry)));
    }

    static void append(ManagedTransaction transaction, Caller caller, AuditEntry entry) {
        append(transaction.statements(), caller, entry);
    }

    /// Adds an entry within a transaction of a space.
    public static void append(SpaceStatements statements, Caller caller, AuditEntry entry) {
        var line = new Line(caller.tenant(), Authors.json(caller.author()), caller.correlationId());
        log(line, entry, statements.rows(APPEND, row -> row.getLong("seq"), values(line, entry)));
    }

    /// The same for work of the server's own, which no request asked for.
    static void appendOwn(Transaction transaction, String tenant, String worker, AuditEntry entry) {
        var line = new Line(tenant, Json.text(Json.object().put("program", worker)), "");
        log(line, entry, transaction.rows(APPEND, AuditStore::seq, values(line, entry)));
    }

    @Override
    public List<AuditRecord> after(String tenant, long seq, int countMax) {
        return database.transaction(
                tenant, transaction -> transaction.rows(AFTER, row -> counted(tenant, row), tenant, seq, countMax));
    }

    @Override
    public Optional<AuditHead> head(String tenant) {
        return database.transaction(tenant, transaction -> transaction.rows(HEAD, AuditStore::head, tenant)).stream()
                .findFirst();
    }

    private static AuditHead head(DbRow row) {
        return new AuditHead(row.column("seq").getLong(), row.column("hash").get(byte[].class));
    }

    @Override
    public void noteClient(Caller caller, String clientId) {
        database.transaction(caller.tenant(), transaction -> {
            var known = transaction.rows(KNOW_CLIENT, _ -> true, caller.tenant(), caller.user(), clientId);
            if (!known.isEmpty()) {
                append(transaction, caller, AuditEntry.of("client.first_seen", clientId));
                transaction.commit();
            }
            return known;
        });
    }

    @Override
    public void noteExport(Caller caller, String space) {
        database.transaction(caller.tenant(), transaction -> {
            append(transaction, caller, AuditEntry.of("space.exported", space));
            transaction.commit();
            return space;
        });
    }

    @Override
    public void noteRefusals(Refusals refusals) {
        var facts = Json.object()
                .put("code", refusals.code())
                .put("route", refusals.route())
                .put("count", refusals.count());
        var actor = Json.text(Json.object().put("user", refusals.subject()));
        var line = new Line(refusals.tenant(), actor, refusals.request());
        var entry = new AuditEntry("request.refused", refusals.route(), facts);
        log(line, entry, database.single(APPEND, AuditStore::seq, values(line, entry)));
    }

    /// The tenant of the log, the user, and the request's correlation id.
    private record Line(String tenant, String actor, String request) {}

    private static Object[] values(Line line, AuditEntry entry) {
        return new Object[] {
            line.tenant(),
            line.actor(),
            entry.action(),
            entry.object(),
            Json.text(entry.facts()),
            line.request(),
            line.tenant()
        };
    }

    private static long seq(DbRow row) {
        return row.column("seq").getLong();
    }

    private static void log(Line line, AuditEntry entry, List<Long> seq) {
        LOG.atInfo()
                .addKeyValue("tenant", line.tenant())
                .addKeyValue("seq", seq.getFirst())
                .addKeyValue("action", entry.action())
                .log("written down");
    }

    private static AuditRecord counted(String tenant, DbRow row) {
        AuditRecord entry = entry(tenant, row);
        PageRoom.count(entry.length());
        return entry;
    }

    static AuditRecord entry(String tenant, DbRow row) {
        return new AuditRecord(
                tenant,
                row.column("seq").getLong(),
                row.column("at").get(Timestamp.class).toInstant(),
                row.column("actor").getString(),
                row.column("action").getString(),
                row.column("object").getString(),
                row.column("facts").getString(),
                row.column("request").getString(),
                row.column("hash").get(byte[].class));
    }
}
