package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Authority;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.key.ApiKey;
import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.api.key.KeyOrder;
import dev.toolbridge.api.key.KeyRecord;
import dev.toolbridge.api.key.Keys;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// API keys in PostgreSQL.
public final class KeyStore implements Keys, KeyLookup {
    private static final int GOOD_KEYS_MAX = 50;

    private static final String COLUMNS =
            "id, subject, name, hint, scopes, created_at, expires_at, revoked_at, last_used_at, replaced_by";

    private static final String USE = """
            SELECT tenant_id, id, issuer, subject, of_owner, scopes FROM use_api_key(?)
            """;

    private static final String CREATE = """
            INSERT INTO api_key (
              tenant_id, id, user_id, issuer, subject, of_owner, name, hint, hash, scopes, expires_at)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (
              SELECT count(*) FROM api_key
              WHERE tenant_id = ? AND user_id = ? AND revoked_at IS NULL AND expires_at > now()) < ?
            RETURNING
            """ + COLUMNS;

    private static final String LIST = "SELECT " + COLUMNS + """
             FROM api_key WHERE tenant_id = ? AND (user_id = ? OR ?) ORDER BY created_at DESC, id LIMIT 1000
            """;

    private static final String FIND = "SELECT " + COLUMNS + """
             FROM api_key WHERE tenant_id = ? AND id = ? AND (user_id = ? OR ?)
              AND revoked_at IS NULL AND expires_at > now()
            """;

    private static final String REVOKE = """
            UPDATE api_key SET revoked_at = now() WHERE tenant_id = ? AND id = ? AND (user_id = ? OR ?)
              AND revoked_at IS NULL AND expires_at > now() RETURNING id
            """;

    private static final String REPLACE = """
            UPDATE api_key SET replaced_by = ?, expires_at = least(expires_at, ?)
            WHERE tenant_id = ? AND id = ? AND user_id = ? AND revoked_at IS NULL AND expires_at > now()
              AND replaced_by IS NULL RETURNING id
            """;

    private final Database database;

    public KeyStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<ApiKey> use(byte[] hash) {
        return database.with(connection -> {
            try (var query = LoneQuery.prepare(connection, USE)) {
                ResultSet row = query.bind(hash).rows();
                return row.next() ? Optional.of(key(row)) : Optional.empty();
            }
        });
    }

    @Override
    public Optional<KeyRecord> create(Caller caller, KeyOrder order) {
        return database.inTransaction(connection -> {
            Optional<KeyRecord> created = insert(connection, caller, order);
            if (created.isPresent()) {
                AuditStore.append(connection, caller, entry("key.created", order));
                connection.commit();
            }
            return created;
        });
    }

    @Override
    public List<KeyRecord> list(Caller caller, boolean ofAll) {
        return database.with(connection -> {
            try (var query = TenantQuery.prepare(connection, caller.tenant(), LIST)) {
                ResultSet rows = query.bind(caller.tenant())
                        .bind(caller.user())
                        .bind(ofAll)
                        .rows();
                var keys = new ArrayList<KeyRecord>();
                while (rows.next()) {
                    keys.add(record(rows));
                }
                return keys;
            }
        });
    }

    @Override
    public Optional<KeyRecord> find(Caller caller, UUID id, boolean ofAll) {
        return database.with(connection -> {
            try (var query = TenantQuery.prepare(connection, caller.tenant(), FIND)) {
                ResultSet row = query.bind(caller.tenant())
                        .bind(id)
                        .bind(caller.user())
                        .bind(ofAll)
                        .rows();
                return row.next() ? Optional.of(record(row)) : Optional.empty();
            }
        });
    }

    @Override
    public boolean revoke(Caller caller, UUID id, boolean ofAll) {
        return database.inTransaction(connection -> {
            try (var query = TenantQuery.prepare(connection, caller.tenant(), REVOKE)) {
                boolean ended = query.bind(caller.tenant())
                        .bind(id)
                        .bind(caller.user())
                        .bind(ofAll)
                        .rows()
                        .next();
                if (ended) {
                    AuditStore.append(connection, caller, AuditEntry.of("key.revoked", id.toString()));
                    connection.commit();
                }
                return ended;
            }
        });
    }

    @Override
    public Optional<KeyRecord> replace(Caller caller, UUID id, KeyOrder order, Instant oldEndsAt) {
        return database.inTransaction(connection -> {
            try (var query = TenantQuery.prepare(connection, caller.tenant(), REPLACE)) {
                boolean replaced = query.bind(order.id())
                        .bind(Timestamp.from(oldEndsAt))
                        .bind(caller.tenant())
                        .bind(id)
                        .bind(caller.user())
                        .rows()
                        .next();
                Optional<KeyRecord> created = replaced ? insert(connection, caller, order) : Optional.empty();
                if (created.isPresent()) {
                    var entry = entry("key.rotated", order);
                    entry.facts().put("replaces", id.toString());
                    AuditStore.append(connection, caller, entry);
                    connection.commit();
                }
                return created;
            }
        });
    }

    private static Optional<KeyRecord> insert(Connection connection, Caller caller, KeyOrder order)
            throws SQLException {
        try (var query = TenantQuery.prepare(connection, caller.tenant(), CREATE)) {
            query.bind(caller.tenant()).bind(order.id()).bind(caller.user());
            query.bind(caller.issuer()).bind(caller.subject());
            query.bind(caller.proof().authority() == Authority.OWNER).bind(order.name());
            query.bind(order.text().hint()).bind(order.text().hash()).bindTexts(order.scopes());
            query.bind(Timestamp.from(order.expiresAt()));
            ResultSet row = query.bind(caller.tenant())
                    .bind(caller.user())
                    .bind(GOOD_KEYS_MAX)
                    .rows();
            return row.next() ? Optional.of(record(row)) : Optional.empty();
        }
    }

    private static AuditEntry entry(String action, KeyOrder order) {
        var facts = Json.object()
                .put("name", order.name())
                .put("hint", order.text().hint())
                .put("expires_at", order.expiresAt().toString());
        order.scopes().stream().sorted().forEach(facts.putArray("scopes")::add);
        return new AuditEntry(action, order.id().toString(), facts);
    }

    private static ApiKey key(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("tenant_id"),
                row.getString("issuer"),
                row.getString("subject"),
                row.getBoolean("of_owner"),
                scopes(row));
    }

    private static KeyRecord record(ResultSet row) throws SQLException {
        return new KeyRecord(
                row.getObject("id", UUID.class),
                row.getString("subject"),
                row.getString("name"),
                row.getString("hint"),
                scopes(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getTimestamp("last_used_at")).map(Timestamp::toInstant),
                Optional.ofNullable(row.getObject("replaced_by", UUID.class)));
    }

    private static Set<String> scopes(ResultSet row) throws SQLException {
        return Set.of((String[]) row.getArray("scopes").getArray());
    }
}
