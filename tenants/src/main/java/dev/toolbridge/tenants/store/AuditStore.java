package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditChain;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.audit.AuditHead;
import dev.toolbridge.service.audit.AuditReader;
import dev.toolbridge.service.audit.AuditRecord;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control plane's audit log in PostgreSQL. Each new entry is also a line of the program's log, so that a copy of
/// those lines reveals a chain that was cut off at its end.
public final class AuditStore implements AuditReader {
    private static final Logger LOG = LoggerFactory.getLogger("audit");

    private static final String BEGIN_CHAIN = """
            INSERT INTO audit_head (chain, seq, hash) VALUES (?, 0, ?) ON CONFLICT DO NOTHING RETURNING chain
            """;

    /// Locked until the transaction ends, so that no two entries follow the same one.
    private static final String HEAD = "SELECT seq, hash FROM audit_head WHERE chain = ? FOR UPDATE";

    /// Read once the chain is locked, from one clock for all servers: no entry is earlier than the one before it.
    private static final String NOW = "SELECT clock_timestamp() AS at";

    private static final String APPEND = """
            WITH entry AS (INSERT INTO audit (chain, seq, at, actor, action, object, facts, request, hash)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING chain, seq, hash)
            UPDATE audit_head h SET seq = e.seq, hash = e.hash FROM entry e WHERE h.chain = e.chain RETURNING h.seq
            """;

    private static final String AFTER = """
            SELECT seq, at, actor, action, object, facts, request, hash
            FROM audit WHERE chain = ? AND seq > ? ORDER BY seq LIMIT ?
            """;

    private static final String END = "SELECT seq, hash FROM audit_head WHERE chain = ?";

    private final Database database;

    public AuditStore(Database database) {
        this.database = database;
    }

    /// Adds an entry to a chain within another store's transaction, as its last statement: the chain is locked until
    /// the transaction ends.
    public static void append(Transaction transaction, Author author, AuditEntry entry) {
        transaction.rows(BEGIN_CHAIN, _ -> true, author.chain(), AuditChain.origin());
        AuditHead head =
                transaction.rows(HEAD, AuditStore::head, author.chain()).getFirst();
        Instant at = transaction.rows(NOW, AuditStore::at).getFirst();
        append(transaction, following(head, at, author, entry));
    }

    /// Adds an entry about what changes nothing in this database.
    public void append(Author author, AuditEntry entry) {
        database.transaction(transaction -> {
            append(transaction, author, entry);
            transaction.commit();
            return true;
        });
    }

    @Override
    public List<AuditRecord> after(String chain, long seq, int countMax) {
        return database.single(AFTER, row -> entry(chain, row), chain, seq, countMax);
    }

    @Override
    public Optional<AuditHead> head(String chain) {
        return database.single(END, AuditStore::head, chain).stream().findFirst();
    }

    /// The author of an entry.
    ///
    /// @param chain the tenant's reference, or [#PLATFORM]
    /// @param actor the person or program that acts, as JSON
    /// @param request the correlation id of its request
    public record Author(String chain, String actor, String request) {
        /// The chain of what concerns no tenant.
        public static final String PLATFORM = "platform";
    }

    private static void append(Transaction transaction, AuditRecord next) {
        transaction.rows(
                APPEND,
                _ -> true,
                next.tenant(),
                next.seq(),
                next.at(),
                next.actor(),
                next.action(),
                next.object(),
                next.facts(),
                next.request(),
                next.hash());
        LOG.atInfo()
                .addKeyValue("chain", next.tenant())
                .addKeyValue("seq", next.seq())
                .addKeyValue("action", next.action())
                .log("written down");
    }

    private static AuditRecord following(AuditHead head, Instant at, Author author, AuditEntry entry) {
        var unsigned = new AuditRecord(
                author.chain(),
                head.seq() + 1,
                at,
                author.actor(),
                entry.action(),
                entry.object(),
                Json.text(entry.facts()),
                author.request(),
                new byte[0]);
        return unsigned.signed(AuditChain.next(head.hash(), unsigned));
    }

    private static AuditRecord entry(String chain, DbRow row) {
        return new AuditRecord(
                chain,
                row.column("seq").getLong(),
                at(row),
                row.column("actor").getString(),
                row.column("action").getString(),
                row.column("object").getString(),
                row.column("facts").getString(),
                row.column("request").getString(),
                row.column("hash").get(byte[].class));
    }

    private static AuditHead head(DbRow row) {
        return new AuditHead(row.column("seq").getLong(), row.column("hash").get(byte[].class));
    }

    private static Instant at(DbRow row) {
        return row.column("at").get(Timestamp.class).toInstant();
    }
}
