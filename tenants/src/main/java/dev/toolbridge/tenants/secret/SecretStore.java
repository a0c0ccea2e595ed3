package dev.toolbridge.tenants.secret;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.SecretUnreadable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.crypto.SecretKey;

/// The secrets of tenants and their versions. Every method may be called again: what is done already is found.
public final class SecretStore {
    private final Database database;
    private final TenantKeys keys;
    private final InstantSource clock;

    public SecretStore(Database database, TenantKeys keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /// Makes the first version, which is primary at once, unless the secret has a primary version.
    public SecretMove ensure(UUID tenant, SecretName name, NewSecret fresh) {
        return changing(tenant, (transaction, key) -> {
            var rows = new VersionRows(transaction, tenant, name);
            return rows.inStatus(VersionStatus.PRIMARY)
                    .<SecretMove>map(SecretMove.Done::new)
                    .orElseGet(() -> {
                        SecretVersion made = make(rows, key, fresh);
                        return promoted(rows, made);
                    });
        });
    }

    /// Makes a pending version, unless there is one.
    public SecretMove begin(UUID tenant, SecretName name, NewSecret fresh) {
        return changing(tenant, (transaction, key) -> {
            var rows = new VersionRows(transaction, tenant, name);
            return new SecretMove.Done(rows.inStatus(VersionStatus.PENDING).orElseGet(() -> make(rows, key, fresh)));
        });
    }

    /// Makes a pending version primary, and the one before valid.
    public SecretMove promote(UUID tenant, SecretName name, int version) {
        return moving(tenant, new VersionId(name, version), VersionStatus.PRIMARY);
    }

    /// Ends the acceptance of a valid version.
    public SecretMove retire(UUID tenant, SecretName name, int version) {
        return moving(tenant, new VersionId(name, version), VersionStatus.RETIRED);
    }

    /// Removes the value of a retired version, or of a pending one that nobody wants any more.
    public SecretMove destroy(UUID tenant, SecretName name, int version) {
        return moving(tenant, new VersionId(name, version), VersionStatus.DESTROYED);
    }

    /// All versions of all secrets of a tenant, by name and number.
    public List<SecretVersion> list(UUID tenant) {
        return new SecretVersions(database).of(tenant);
    }

    /// The primary versions of all tenants that are due for rotation, those that are due the longest first.
    public List<SecretVersion> due(int limit) {
        return database.single(VersionRows.DUE, VersionRows::version, clock.instant(), limit);
    }

    /// The values that programs get: the primary version, then the valid ones from new to old, then the pending one.
    ///
    /// @throws SecretUnreadable if the tenant's data key was destroyed, or a value does not open
    public List<LiveSecret> live(UUID tenant, SecretName name) {
        return database.transaction(transaction -> {
            List<VersionRows.SealedVersion> sealed =
                    transaction.rows(VersionRows.LIVE, VersionRows.SealedVersion::of, tenant, name.text());
            if (sealed.isEmpty()) {
                return List.of();
            }
            SecretKey key = keys.find(transaction, tenant)
                    .orElseThrow(() -> new SecretUnreadable("the tenant's data key was destroyed"));
            return sealed.stream()
                    .map(row -> new LiveSecret(
                            row.version(), row.status(), open(key, row, place(tenant, name, row.version()))))
                    .toList();
        });
    }

    private SecretMove moving(UUID tenant, VersionId id, VersionStatus wanted) {
        return changing(tenant, (transaction, _) -> {
            var rows = new VersionRows(transaction, tenant, id.name());
            Optional<SecretVersion> found = rows.find(id.version());
            if (found.isEmpty()) {
                return new SecretMove.Illegal(id + " does not exist");
            }
            VersionStatus status = found.get().status();
            if (status == wanted) {
                return new SecretMove.Done(found.get());
            }
            if (!status.mayBecome(wanted)) {
                return new SecretMove.Illegal(id + " is " + status.text() + " and cannot become " + wanted.text());
            }
            return wanted == VersionStatus.PRIMARY
                    ? promoted(rows, found.get())
                    : new SecretMove.Done(rows.move(id.version(), wanted, clock.instant()));
        });
    }

    private SecretMove promoted(VersionRows rows, SecretVersion version) {
        Instant now = clock.instant();
        rows.inStatus(VersionStatus.PRIMARY).ifPresent(before -> rows.move(before.version(), VersionStatus.VALID, now));
        return new SecretMove.Done(rows.move(version.version(), VersionStatus.PRIMARY, now));
    }

    private SecretVersion make(VersionRows rows, SecretKey key, NewSecret fresh) {
        int version = rows.nextNumber(fresh.alternates());
        byte[] value = fresh.value().get().reveal().getBytes(StandardCharsets.UTF_8);
        byte[] sealed = Envelope.seal(key, value, place(rows.tenant(), rows.name(), version));
        return rows.insert(version, sealed, clock.instant());
    }

    private static Secret open(SecretKey key, VersionRows.SealedVersion row, List<String> place) {
        return new Secret(new String(Envelope.open(key, row.sealed(), place), StandardCharsets.UTF_8));
    }

    private static List<String> place(UUID tenant, SecretName name, int version) {
        return List.of("secret", tenant.toString(), name.text(), Integer.toString(version));
    }

    /// Runs a change under the lock of the tenant's data key.
    private SecretMove changing(UUID tenant, BiFunction<Transaction, SecretKey, SecretMove> change) {
        return database.transaction(transaction -> {
            keys.ensure(transaction, tenant);
            SecretMove outcome = keys.locked(transaction, tenant)
                    .map(key -> change.apply(transaction, key))
                    .orElseGet(() -> new SecretMove.Illegal("the tenant's data key was destroyed"));
            transaction.commit();
            return outcome;
        });
    }

    private record VersionId(SecretName name, int version) {

        @Override
        public String toString() {
            return "version " + version + " of the secret " + name;
        }
    }
}
