package dev.toolbridge.tenants.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.sealed.Envelope;
import dev.toolbridge.service.sealed.SecretUnreadable;
import dev.toolbridge.tenants.TestTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Versions of secrets in the database: their moves, their encryption, and their end.
class SecretStoreTest {
    private static final SecretName NAME = new SecretName("signing");
    private static final SecretName OTHER = new SecretName("exchange");
    private static final NewSecret RANDOM = NewSecret.of(SecretKind.RANDOM);

    @TempDir
    Path folder;

    private final UUID tenant = UUID.randomUUID();
    private final Database database = TestTables.open("V2__secrets.sql");
    private Path master;
    private TenantKeys keys;
    private SecretStore store;

    @BeforeEach
    void open() throws IOException {
        master = MasterKeyFiles.write(folder, "first");
        keys = keys(master);
        store = store(keys);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aVersionPassesThroughItsStates() {
        assertThat(done(store.ensure(tenant, NAME, RANDOM)).status()).isEqualTo(VersionStatus.PRIMARY);
        assertThat(done(store.begin(tenant, NAME, RANDOM)).status()).isEqualTo(VersionStatus.PENDING);
        assertThat(done(store.promote(tenant, NAME, 2)).status()).isEqualTo(VersionStatus.PRIMARY);
        assertThat(statuses()).containsExactly(VersionStatus.VALID, VersionStatus.PRIMARY);
        done(store.retire(tenant, NAME, 1));
        SecretVersion destroyed = done(store.destroy(tenant, NAME, 1));

        assertThat(destroyed.since()).containsOnlyKeys(VersionStatus.values());
        assertThat(statuses()).containsExactly(VersionStatus.DESTROYED, VersionStatus.PRIMARY);
        assertThat(store.live(tenant, NAME)).extracting(LiveSecret::version).containsExactly(2);
    }

    @Test
    void everyMoveCanBeMadeAgain() {
        Secret first = value(done(store.ensure(tenant, NAME, RANDOM)));
        assertThat(value(done(store.ensure(tenant, NAME, RANDOM)))).isEqualTo(first);
        Secret second = value(done(store.begin(tenant, NAME, RANDOM)));
        assertThat(value(done(store.begin(tenant, NAME, RANDOM))))
                .isEqualTo(second)
                .isNotEqualTo(first);
        for (int time = 0; time < 2; time++) {
            done(store.promote(tenant, NAME, 2));
        }
        for (int time = 0; time < 2; time++) {
            done(store.retire(tenant, NAME, 1));
        }
        for (int time = 0; time < 2; time++) {
            done(store.destroy(tenant, NAME, 1));
        }

        assertThat(store.list(tenant)).hasSize(2);
        assertThat(store.live(tenant, NAME)).extracting(LiveSecret::value).containsExactly(second);
    }

    @Test
    void otherMovesAreRefusedAndChangeNothing() {
        done(store.ensure(tenant, NAME, RANDOM));
        done(store.begin(tenant, NAME, RANDOM));

        refused(store.retire(tenant, NAME, 1), "is primary and cannot become retired");
        refused(store.destroy(tenant, NAME, 1), "is primary and cannot become destroyed");
        refused(store.retire(tenant, NAME, 2), "is pending and cannot become retired");
        refused(store.promote(tenant, NAME, 3), "does not exist");
        done(store.promote(tenant, NAME, 2));
        refused(store.promote(tenant, NAME, 1), "is valid and cannot become primary");
        refused(store.destroy(tenant, NAME, 1), "is valid and cannot become destroyed");
        assertThat(statuses()).containsExactly(VersionStatus.VALID, VersionStatus.PRIMARY);
    }

    @Test
    void numbersAreNeverUsedTwiceAndMayAlternate() {
        SecretName name = new SecretName("database-server");
        done(store.ensure(tenant, name, RANDOM.alternating()));
        assertThat(done(store.begin(tenant, name, RANDOM.alternating())).version())
                .isEqualTo(2);
        done(store.destroy(tenant, name, 2));

        assertThat(done(store.begin(tenant, name, RANDOM.alternating())).version())
                .isEqualTo(4);
        done(store.promote(tenant, name, 4));
        assertThat(done(store.begin(tenant, name, RANDOM.alternating())).version())
                .isEqualTo(5);
    }

    @Test
    void programsGetThePrimaryVersionFirst() {
        done(store.ensure(tenant, NAME, RANDOM));
        done(store.begin(tenant, NAME, RANDOM));
        done(store.promote(tenant, NAME, 2));
        done(store.begin(tenant, NAME, RANDOM));

        assertThat(store.live(tenant, NAME))
                .extracting(LiveSecret::version, LiveSecret::status)
                .map(Object::toString)
                .containsExactly("(2, PRIMARY)", "(1, VALID)", "(3, PENDING)");
        assertThat(store.live(tenant, NAME).toString())
                .doesNotContain(value(store.list(tenant).getFirst()).reveal());
        assertThat(store.live(UUID.randomUUID(), NAME)).isEmpty();
    }

    @Test
    void oneOfManyBeginsAtATimeMakesTheVersion() throws Exception {
        done(store.ensure(tenant, NAME, RANDOM));
        List<Callable<Integer>> begins = IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(
                        _ -> () -> done(store.begin(tenant, NAME, RANDOM)).version())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> begun : threads.invokeAll(begins)) {
                assertThat(begun.get()).isEqualTo(2);
            }
        }
        assertThat(store.list(tenant)).hasSize(2);
    }

    @Test
    void aRowMovedToAnotherPlaceDoesNotOpen() {
        done(store.ensure(tenant, NAME, RANDOM));
        done(store.ensure(tenant, OTHER, RANDOM));
        database.single("""
                UPDATE secret_version SET sealed = (SELECT sealed FROM secret_version WHERE name = 'exchange')
                WHERE name = 'signing' RETURNING 1
                """, _ -> true);

        assertThatThrownBy(() -> store.live(tenant, NAME)).isInstanceOf(SecretUnreadable.class);
        assertThat(store.live(tenant, OTHER)).hasSize(1);
    }

    @Test
    void nothingOpensOnceTheDataKeyIsDestroyed() {
        done(store.ensure(tenant, NAME, RANDOM));
        byte[] kept = database.single("SELECT sealed FROM secret_version", row -> row.column(1)
                        .get(byte[].class))
                .getFirst();

        assertThat(keys.destroy(tenant)).isTrue();
        assertThat(keys.destroy(tenant)).isFalse();

        assertThat(statuses()).containsExactly(VersionStatus.DESTROYED);
        refused(store.ensure(tenant, NAME, RANDOM), "data key was destroyed");
        database.single(
                "UPDATE secret_version SET sealed = ?, status = 'primary' WHERE tenant_ref = ? RETURNING 1",
                _ -> true,
                kept,
                tenant);
        assertThatThrownBy(() -> store.live(tenant, NAME))
                .isInstanceOf(SecretUnreadable.class)
                .hasMessageContaining("destroyed");
        assertThatThrownBy(() ->
                        Envelope.open(Envelope.newKey(), kept, List.of("secret", tenant.toString(), NAME.text(), "1")))
                .isInstanceOf(SecretUnreadable.class);
    }

    @Test
    void rewrapTouchesDataKeysOnlyAndGoesOnWhereItEnded() throws IOException {
        List<UUID> tenants =
                IntStream.range(0, 3).mapToObj(number -> new UUID(number, 1)).toList();
        tenants.forEach(one -> done(store.ensure(one, NAME, RANDOM)));
        Secret value = store.live(tenants.getFirst(), NAME).getFirst().value();
        String before = sealedValues();
        Path next = MasterKeyFiles.write(folder, "second");
        TenantKeys both = keys(next, master);
        interrupt(both, tenants.getLast());

        assertThat(both.rewrap()).isEqualTo(1);
        assertThat(both.rewrap()).isZero();

        assertThat(sealedValues()).isEqualTo(before);
        TenantKeys onlyNew = keys(next);
        onlyNew.requireMasterKeys();
        assertThat(store(onlyNew).live(tenants.getFirst(), NAME).getFirst().value())
                .isEqualTo(value);
        assertThatThrownBy(() -> keys(master).requireMasterKeys())
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("master key second");
    }

    @Test
    void anotherKeyUnderTheNameOfAMasterKeyStopsTheStart() throws IOException {
        done(store.ensure(tenant, NAME, RANDOM));
        keys.requireMasterKeys();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

        assertThatThrownBy(() -> keys(MasterKeyFiles.write(elsewhere, "first")).requireMasterKeys())
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("master key first");
    }

    @Test
    void versionsAreDueBetween75And85Days() {
        done(store.ensure(tenant, NAME, RANDOM));
        Instant made = store.list(tenant).getFirst().createdAt();

        assertThat(storeAt(made.plus(Duration.ofDays(75)).minusMillis(1)).due(10))
                .isEmpty();
        assertThat(storeAt(made.plus(Duration.ofDays(85)).plusMillis(1)).due(10))
                .extracting(SecretVersion::tenant)
                .containsExactly(tenant);
        var days = IntStream.range(0, 1_000)
                .mapToObj(_ -> RotationSchedule.dueAt(made, UUID.randomUUID(), NAME, 1))
                .map(due -> Duration.between(made, due).toDays())
                .distinct()
                .sorted()
                .toList();
        assertThat(days.getFirst()).isEqualTo(75);
        assertThat(days).hasSizeGreaterThanOrEqualTo(10).allMatch(day -> day <= 85);
    }

    /// Ends a call in its middle: the last key does not open at first.
    private void interrupt(TenantKeys both, UUID last) {
        name(last, "lost");
        assertThatThrownBy(both::rewrap).isInstanceOf(SecretUnreadable.class);
        name(last, "first");
    }

    private void name(UUID owner, String masterKey) {
        database.single(
                "UPDATE tenant_key SET master_key = ? WHERE tenant_ref = ? RETURNING 1", _ -> true, masterKey, owner);
    }

    private String sealedValues() {
        return database.single(
                        "SELECT string_agg(encode(sealed, 'hex'), ',' ORDER BY tenant_ref) FROM secret_version",
                        row -> row.column(1).getString())
                .getFirst();
    }

    private List<VersionStatus> statuses() {
        return store.list(tenant).stream().map(SecretVersion::status).toList();
    }

    private Secret value(SecretVersion version) {
        return store.live(version.tenant(), version.name()).stream()
                .filter(live -> live.version() == version.version())
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static SecretVersion done(SecretMove move) {
        assertThat(move).isInstanceOf(SecretMove.Done.class);
        return ((SecretMove.Done) move).version();
    }

    private static void refused(SecretMove move, String words) {
        assertThat(move).isInstanceOf(SecretMove.Illegal.class);
        assertThat(((SecretMove.Illegal) move).why()).contains(words);
    }

    private TenantKeys keys(Path... files) {
        return new TenantKeys(database, MasterKeySetting.read(List.of(files)), InstantSource.system());
    }

    private SecretStore store(TenantKeys of) {
        return new SecretStore(database, of, InstantSource.system());
    }

    private SecretStore storeAt(Instant now) {
        return new SecretStore(database, keys, Clock.fixed(now, ZoneOffset.UTC));
    }
}
