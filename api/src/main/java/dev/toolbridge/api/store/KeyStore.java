package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Authority;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.key.ApiKey;
import dev.toolbridge.api.access.key.KeyLookup;
import dev.toolbridge.api.key.KeyOrder;
import dev.toolbridge.api.key.KeyRecord;
import dev.toolbridge.api.key.KeyRoutes;
import dev.toolbridge.api.key.Keys;
import dev.toolbridge.api.quota.Figures;
import dev.toolbridge.contract.TenantQuota;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import io.helidon.dbclient.DbRow;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// API keys in PostgreSQL.
public final class KeyStore implements Keys, KeyLookup {
    private static final int GOOD_KEYS_MAX = 50;

    private static final String COLUMNS =
            "id, subject, name, hint, scopes, created_at, expires_at, revoked_at, last_used_at, replaced_by, space_id";

    private static final String USE = """
            SELECT tenant_id, id, issuer, subject, of_owner, scopes, space_id FROM shown_api_key(?)
            """;

    private static final String CREATE = """
            INSERT INTO api_key (
              tenant_id, id, user_id, issuer, subject, of_owner, name, hint, hash, scopes, expires_at, space_id,
              token_type)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (
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

    /// Held until the transaction ends, so that no two keys take the last place.
    private static final String GATE = "SELECT pg_advisory_xact_lock(hashtextextended('keys ' || ?, 0))";

    private static final String COUNT = """
            SELECT count(*) AS used FROM api_key WHERE tenant_id = ? AND revoked_at IS NULL AND expires_at > now()
            """;

    private final Database database;
    private final Supplier<OptionalLong> keysMax;

    /// @param keysMax the number of valid keys that a tenant may have, if that is limited
    public KeyStore(Database database, Supplier<OptionalLong> keysMax) {
        this.database = database;
        this.keysMax = keysMax;
    }

    @Override
    public Optional<ApiKey> use(byte[] hash) {
        return database.single(USE, KeyStore::key, hash).stream().findFirst();
    }

    @Override
    public Optional<KeyRecord> create(Caller caller, KeyOrder order) {
        return database.transaction(caller.tenant(), transaction -> {
            requireRoom(transaction, caller.tenant());
            Optional<KeyRecord> created = insert(transaction, caller, order);
            if (created.isPresent()) {
                AuditStore.append(transaction, caller, entry("key.created", order));
                transaction.commit();
            }
            return created;
        });
    }

    @Override
    public List<KeyRecord> list(Caller caller, boolean ofAll) {
        return database.transaction(
                caller.tenant(),
                transaction -> transaction.rows(LIST, KeyStore::record, caller.tenant(), caller.user(), ofAll));
    }

    @Override
    public Optional<KeyRecord> find(Caller caller, UUID id, boolean ofAll) {
        return database.transaction(
                caller.tenant(),
                transaction ->
                        transaction.rows(FIND, KeyStore::record, caller.tenant(), id, caller.user(), ofAll).stream()
                                .findFirst());
    }

    @Override
    public boolean revoke(Caller caller, UUID id, boolean ofAll) {
        return database.transaction(caller.tenant(), transaction -> {
            var ended = transaction.rows(REVOKE, _ -> true, caller.tenant(), id, caller.user(), ofAll);
            if (!ended.isEmpty()) {
                AuditStore.append(transaction, caller, AuditEntry.of("key.revoked", id.toString()));
                transaction.commit();
            }
            return !ended.isEmpty();
        });
    }

    @Override
    public Optional<KeyRecord> replace(Caller caller, UUID id, KeyOrder order, Instant oldEndsAt) {
        return database.transaction(caller.tenant(), transaction -> {
            var replaced =
                    transaction.rows(REPLACE, _ -> true, order.id(), oldEndsAt, caller.tenant(), id, caller.user());
            Optional<KeyRecord> created = replaced.isEmpty() ? Optional.empty() : insert(transaction, caller, order);
            if (created.isPresent()) {
                var entry = entry("key.rotated", order);
                entry.facts().put("replaces", id.toString());
                AuditStore.append(transaction, caller, entry);
                transaction.commit();
            }
            return created;
        });
    }

    private void requireRoom(Transaction transaction, String tenant) {
        OptionalLong most = keysMax.get();
        if (most.isEmpty()) {
            return;
        }
        transaction.rows(GATE, _ -> true, tenant);
        long used = transaction
                .rows(COUNT, row -> row.column("used").getLong(), tenant)
                .getFirst();
        if (used >= most.getAsLong()) {
            throw new Figures(TenantQuota.KEYS, most.getAsLong(), used).refusal(Instant.now());
        }
    }

    private static Optional<KeyRecord> insert(Transaction transaction, Caller caller, KeyOrder order) {
        return transaction
                .rows(
                        CREATE,
                        KeyStore::record,
                        caller.tenant(),
                        order.id(),
                        caller.user(),
                        caller.issuer(),
                        caller.subject(),
                        caller.proof().authority() == Authority.OWNER,
                        order.name(),
                        order.text().hint(),
                        order.text().hash(),
                        order.scopes(),
                        order.expiresAt(),
                        order.space().orElse(null),
                        order.space().map(_ -> KeyRoutes.TOKEN_TYPE).orElse(null),
                        caller.tenant(),
                        caller.user(),
                        GOOD_KEYS_MAX)
                .stream()
                .findFirst();
    }

    private static AuditEntry entry(String action, KeyOrder order) {
        var facts = Json.object()
                .put("name", order.name())
                .put("hint", order.text().hint())
                .put("expires_at", order.expiresAt().toString());
        order.scopes().stream().sorted().forEach(facts.putArray("scopes")::add);
        return new AuditEntry(action, order.id().toString(), facts);
    }

    private static ApiKey key(DbRow row) {
        return new ApiKey(
                row.column("id").get(UUID.class),
                row.column("tenant_id").getString(),
                row.column("issuer").getString(),
                row.column("subject").getString(),
                row.column("of_owner").getBoolean(),
                scopes(row),
                row.column("space_id").as(UUID.class).asOptional());
    }

    private static KeyRecord record(DbRow row) {
        return new KeyRecord(
                row.column("id").get(UUID.class),
                row.column("subject").getString(),
                row.column("name").getString(),
                row.column("hint").getString(),
                scopes(row),
                instant(row, "created_at").orElseThrow(),
                instant(row, "expires_at").orElseThrow(),
                instant(row, "revoked_at"),
                instant(row, "last_used_at"),
                row.column("replaced_by").as(UUID.class).asOptional(),
                row.column("space_id").as(UUID.class).asOptional());
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
