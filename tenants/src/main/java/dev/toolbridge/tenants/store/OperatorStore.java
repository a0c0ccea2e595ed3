package dev.toolbridge.tenants.store;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.caller.OperatorKey;
import dev.toolbridge.tenants.caller.OperatorLookup;
import dev.toolbridge.tenants.key.OperatorKeyOrder;
import dev.toolbridge.tenants.key.OperatorKeyRecord;
import dev.toolbridge.tenants.key.OperatorKeys;
import dev.toolbridge.tenants.store.AuditStore.Author;
import io.helidon.dbclient.DbRow;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Operators and their keys in PostgreSQL.
public final class OperatorStore implements OperatorKeys, OperatorLookup {
    private static final int GOOD_KEYS_MAX = 100;

    private static final String COLUMNS =
            "id, name, hint, scopes, made_by, created_at, expires_at, revoked_at, last_used_at";

    /// Its use is noted once a minute.
    private static final String USE = """
            WITH shown AS (SELECT id, name, scopes, last_used_at FROM operator_key
                WHERE hash = ? AND revoked_at IS NULL AND expires_at > now()),
              noted AS (UPDATE operator_key k SET last_used_at = now() FROM shown s
                WHERE k.id = s.id AND (s.last_used_at IS NULL OR s.last_used_at < now() - interval '1 minute'))
            SELECT id, name, scopes FROM shown
            """;

    private static final String CREATE = """
            INSERT INTO operator_key (id, name, hint, hash, scopes, made_by, expires_at)
            SELECT ?, ?, ?, ?, ?, ?, ? WHERE (
              SELECT count(*) FROM operator_key WHERE revoked_at IS NULL AND expires_at > now()) < ?
            RETURNING
            """ + COLUMNS;

    private static final String LIST =
            "SELECT " + COLUMNS + " FROM operator_key ORDER BY created_at DESC, id LIMIT 1000";

    private static final String REVOKE = """
            UPDATE operator_key SET revoked_at = now() WHERE id = ? AND revoked_at IS NULL AND expires_at > now()
            RETURNING id
            """;

    private static final String IS_GRANTED = "SELECT FROM operator_grant WHERE issuer = ? AND subject = ?";

    private static final String GRANT = """
            INSERT INTO operator_grant (issuer, subject) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING subject
            """;

    private static final String WITHDRAW =
            "DELETE FROM operator_grant WHERE issuer = ? AND subject = ? RETURNING subject";

    /// The actor of what is done on the platform's machine, without a request.
    private static final Author MACHINE =
            new Author(Author.PLATFORM, Json.text(Json.object().put("program", "toolbridge tenants")), "");

    private final Database database;

    public OperatorStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<OperatorKey> use(byte[] hash) {
        return database
                .single(
                        USE,
                        row -> new OperatorKey(
                                row.column("id").get(UUID.class),
                                row.column("name").getString(),
                                scopes(row)),
                        hash)
                .stream()
                .findFirst();
    }

    @Override
    public boolean isGranted(String issuer, String subject) {
        return !database.single(IS_GRANTED, _ -> true, issuer, subject).isEmpty();
    }

    /// Makes a user an operator; false if it is one already.
    public boolean grant(String issuer, String subject) {
        return changed(GRANT, "operator.granted", issuer, subject);
    }

    /// Ends the rights of an operator; false if there is no such operator.
    public boolean withdraw(String issuer, String subject) {
        return changed(WITHDRAW, "operator.withdrawn", issuer, subject);
    }

    @Override
    public Optional<OperatorKeyRecord> create(Caller caller, OperatorKeyOrder order) {
        return database.transaction(transaction -> {
            Optional<OperatorKeyRecord> created = insert(transaction, caller, order);
            if (created.isPresent()) {
                AuditStore.append(transaction, author(caller), entry(order));
                transaction.commit();
            }
            return created;
        });
    }

    @Override
    public List<OperatorKeyRecord> list() {
        return database.single(LIST, OperatorStore::record);
    }

    @Override
    public boolean revoke(Caller caller, UUID id) {
        return database.transaction(transaction -> {
            boolean isEnded = !transaction.rows(REVOKE, _ -> true, id).isEmpty();
            if (isEnded) {
                AuditStore.append(transaction, author(caller), AuditEntry.of("operator_key.revoked", id.toString()));
                transaction.commit();
            }
            return isEnded;
        });
    }

    private boolean changed(String statement, String action, String issuer, String subject) {
        return database.transaction(transaction -> {
            boolean isChanged =
                    !transaction.rows(statement, _ -> true, issuer, subject).isEmpty();
            if (isChanged) {
                var facts = Json.object().put("issuer", issuer);
                AuditStore.append(transaction, MACHINE, new AuditEntry(action, subject, facts));
                transaction.commit();
            }
            return isChanged;
        });
    }

    private static Author author(Caller caller) {
        return new Author(Author.PLATFORM, caller.actor(), caller.correlationId());
    }

    private static Optional<OperatorKeyRecord> insert(Transaction transaction, Caller caller, OperatorKeyOrder order) {
        return transaction
                .rows(
                        CREATE,
                        OperatorStore::record,
                        order.id(),
                        order.name(),
                        order.text().hint(),
                        order.text().hash(),
                        order.scopes(),
                        caller.actor(),
                        order.expiresAt(),
                        GOOD_KEYS_MAX)
                .stream()
                .findFirst();
    }

    private static AuditEntry entry(OperatorKeyOrder order) {
        var facts = Json.object()
                .put("name", order.name())
                .put("hint", order.text().hint())
                .put("expires_at", order.expiresAt().toString());
        order.scopes().stream().sorted().forEach(facts.putArray("scopes")::add);
        return new AuditEntry("operator_key.created", order.id().toString(), facts);
    }

    private static OperatorKeyRecord record(DbRow row) {
        return new OperatorKeyRecord(
                row.column("id").get(UUID.class),
                row.column("name").getString(),
                row.column("hint").getString(),
                scopes(row),
                row.column("made_by").getString(),
                instant(row, "created_at").orElseThrow(),
                instant(row, "expires_at").orElseThrow(),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"));
    }

    private static Optional<Instant> instant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }

    private static Set<String> scopes(DbRow row) {
        try {
            return Set.of((String[]) row.column("scopes").get(Array.class).getArray());
        } catch (SQLException failed) {
            throw DatabaseFailure.of(failed);
        }
    }
}
