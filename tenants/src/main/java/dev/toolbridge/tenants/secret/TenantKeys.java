package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.MasterKeys;
import dev.toolbridge.service.sealed.SecretUnreadable;
import io.helidon.dbclient.DbRow;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/// The data keys of tenants, each sealed with a master key.
public final class TenantKeys {
    private static final int REWRAP_BATCH = 100;

    private static final String CREATE = """
            INSERT INTO tenant_key (tenant_ref, master_key, sealed, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING RETURNING tenant_ref
            """;

    private static final String FIND = "SELECT tenant_ref, master_key, sealed FROM tenant_key WHERE tenant_ref = ?";

    private static final String EACH_MASTER = """
            SELECT DISTINCT ON (master_key) tenant_ref, master_key, sealed FROM tenant_key
            WHERE sealed IS NOT NULL ORDER BY master_key, tenant_ref
            """;

    private static final String OUTDATED = """
            SELECT tenant_ref, master_key, sealed FROM tenant_key
            WHERE sealed IS NOT NULL AND master_key <> ? AND tenant_ref > ? ORDER BY tenant_ref LIMIT ?
            """;

    /// Another control plane may rewrap or destroy the same key: the one that it has read must still be in its place.
    private static final String REPLACE = """
            UPDATE tenant_key SET master_key = ?, sealed = ? WHERE tenant_ref = ? AND sealed = ? RETURNING tenant_ref
            """;

    private static final String DESTROY_KEY = """
            UPDATE tenant_key SET sealed = NULL, destroyed_at = ? WHERE tenant_ref = ? AND sealed IS NOT NULL
            RETURNING tenant_ref
            """;

    private static final String DESTROY_VERSIONS = """
            UPDATE secret_version SET sealed = NULL, status = 'destroyed', destroyed_at = ?
            WHERE tenant_ref = ? AND status <> 'destroyed' RETURNING tenant_ref
            """;

    private static final UUID LEAST = new UUID(0, 0);

    private final Database database;
    private final MasterKeys masters;
    private final InstantSource clock;

    public TenantKeys(Database database, MasterKeys masters, InstantSource clock) {
        this.database = database;
        this.masters = masters;
        this.clock = clock;
    }

    /// Checks at the start that every data key can be opened: one of each master key is tried.
    ///
    /// @throws SettingError naming the master key that is missing or another one
    public void requireMasterKeys() {
        for (SealedKey key : database.single(EACH_MASTER, SealedKey::of)) {
            try {
                opened(key);
            } catch (SecretUnreadable unreadable) {
                throw new SettingError(MasterKeySetting.SETTING.key()
                        + ": data keys of tenants are sealed with the master"
                        + " key " + key.master() + ", which is not among the files or is another one: put its file"
                        + " back, or nothing of these tenants can be opened");
            }
        }
    }

    /// Seals the data keys of other master keys with the current one. What was done stays done: after an
    /// interruption, the next call goes on. Secrets themselves are not touched.
    ///
    /// @return the number of keys that were sealed anew
    public int rewrap() {
        int done = 0;
        List<SealedKey> batch = outdated(LEAST);
        while (!batch.isEmpty()) {
            done += Math.toIntExact(batch.stream().filter(this::rewrapped).count());
            batch = outdated(batch.getLast().tenant());
        }
        return done;
    }

    /// Destroys a tenant's data key, and the sealed values with it: nobody can open a copy of
    /// these. A tenant has one data key ever. Backups of this database keep theirs until they are deleted.
    ///
    /// @return false if it was destroyed before, or never made
    public boolean destroy(UUID tenant) {
        return database.transaction(transaction -> {
            boolean isDestroyed = !transaction
                    .rows(DESTROY_KEY, _ -> true, clock.instant(), tenant)
                    .isEmpty();
            transaction.rows(DESTROY_VERSIONS, _ -> true, clock.instant(), tenant);
            transaction.commit();
            return isDestroyed;
        });
    }

    /// Tells if a tenant has a data key that opens.
    public boolean canOpen(UUID tenant) {
        return database.transaction(transaction -> find(transaction, tenant)).isPresent();
    }

    /// Makes the data key of a tenant that has none yet.
    void ensure(Transaction transaction, UUID tenant) {
        MasterKeys.SealedKey sealed = masters.seal(Envelope.newKey(), place(tenant));
        transaction.rows(CREATE, _ -> true, tenant, sealed.master(), sealed.sealed(), clock.instant());
    }

    /// The data key of a tenant, whose row is locked until the transaction ends: one change at a time.
    ///
    /// @return empty if there never was one, or if it was destroyed
    Optional<SecretKey> locked(Transaction transaction, UUID tenant) {
        return transaction.rows(FIND + " FOR UPDATE", SealedKey::of, tenant).stream()
                .filter(SealedKey::isThere)
                .findFirst()
                .map(this::opened);
    }

    /// The data key of a tenant for reading.
    Optional<SecretKey> find(Transaction transaction, UUID tenant) {
        return transaction.rows(FIND, SealedKey::of, tenant).stream()
                .filter(SealedKey::isThere)
                .findFirst()
                .map(this::opened);
    }

    private List<SealedKey> outdated(UUID after) {
        return database.single(OUTDATED, SealedKey::of, masters.current().id(), after, REWRAP_BATCH);
    }

    private boolean rewrapped(SealedKey key) {
        MasterKeys.SealedKey anew = masters.seal(opened(key), place(key.tenant()));
        return !database.single(REPLACE, _ -> true, anew.master(), anew.sealed(), key.tenant(), key.sealed())
                .isEmpty();
    }

    private SecretKey opened(SealedKey key) {
        return masters.open(new MasterKeys.SealedKey(key.master(), key.sealed()), place(key.tenant()));
    }

    private static List<String> place(UUID tenant) {
        return List.of("data key", tenant.toString());
    }

    /// A row of the table.
    private record SealedKey(UUID tenant, String master, byte[] sealed) {

        static SealedKey of(DbRow row) {
            return new SealedKey(
                    row.column("tenant_ref").get(UUID.class),
                    row.column("master_key").getString(),
                    row.column("sealed").as(byte[].class).orElse(new byte[0]));
        }

        boolean isThere() {
            return sealed.length > 0;
        }
    }
}
