package dev.toolbridge.tenants.release;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.tenants.members.KeyFile;
import dev.toolbridge.tenants.members.MemberKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The keys with which tenants ask for memberships: in a table, and in the file of the server that answers them. The
/// file is written whole under one lock, so that of two servers the later one writes what both have.
public final class MemberKeys {
    /// Held until the transaction ends, and the file is written.
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('member_key'))";

    private static final String REMOVE = "DELETE FROM member_key WHERE tenant_ref = ? RETURNING hash";

    private static final String ADD = """
            INSERT INTO member_key (hash, organization, tenant_ref) VALUES (?, ?, ?)
            ON CONFLICT (hash) DO UPDATE SET organization = excluded.organization RETURNING hash
            """;

    private static final String ALL = "SELECT hash, organization FROM member_key ORDER BY hash";

    private final Database database;
    private final Path file;

    public MemberKeys(Database database, Path file) {
        this.database = database;
        this.file = file;
    }

    /// Makes these the keys of a tenant.
    public void set(UUID tenant, String organization, List<Secret> keys) {
        changed(tenant, transaction -> {
            for (Secret key : keys) {
                var entry = MemberKey.of(key, organization);
                transaction.rows(ADD, _ -> true, entry.hash(), entry.organization(), tenant);
            }
        });
    }

    /// Ends all keys of a tenant.
    public void remove(UUID tenant) {
        changed(tenant, _ -> {});
    }

    /// A change of the table in a transaction.
    private interface Change {
        void in(Transaction transaction);
    }

    private void changed(UUID tenant, Change change) {
        database.transaction(transaction -> {
            transaction.rows(LOCK, _ -> true);
            transaction.rows(REMOVE, _ -> true, tenant);
            change.in(transaction);
            write(transaction.rows(
                    ALL,
                    row -> new MemberKey(
                            row.column("hash").getString(),
                            row.column("organization").getString())));
            transaction.commit();
            return true;
        });
    }

    private void write(List<MemberKey> keys) {
        try {
            KeyFile.write(file, keys);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
