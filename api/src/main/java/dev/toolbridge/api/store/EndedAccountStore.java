package dev.toolbridge.api.store;

import dev.toolbridge.api.access.EndedAccounts;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseUnavailable;
import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The accounts that have ended in the last 30 days, which is longer than any token lives. Each server reads each
/// second what is new, so a request costs no look at the database.
public final class EndedAccountStore implements EndedAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(EndedAccountStore.class);
    private static final int PART = 1_000;

    /// A transaction takes so long, at most, from the time that it notes to its commit.
    private static final Duration COMMITS_WITHIN = Duration.ofSeconds(30);

    private static final String READ = """
            SELECT tenant, who, request, ended, changed, is_finished FROM ended_accounts(?)
            """;

    private final Database database;
    private final InstantSource clock;
    private final Runnable onEnd;
    private final Map<User, Known> known = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private Instant read = Instant.EPOCH;

    /// @param onEnd runs when an account has ended
    public EndedAccountStore(Database database, InstantSource clock, Runnable onEnd) {
        this.database = database;
        this.clock = clock;
        this.onEnd = onEnd;
    }

    private record User(String tenant, UUID id) {}

    private record Known(End end, String request, Instant changedAt) {}

    private record Row(User user, Known known) {}

    @Override
    public Optional<End> find(String tenant, UUID user) {
        return Optional.ofNullable(known.get(new User(tenant, user))).map(Known::end);
    }

    @Override
    public long changes() {
        return changes.get();
    }

    /// Reads what is new; logs that the database cannot be asked.
    void tryRead() {
        try {
            readNew();
        } catch (DatabaseUnavailable away) {
            LOG.atInfo().addKeyValue("reason", away.getMessage()).log("ended accounts are not read");
        }
    }

    /// Reads what is new.
    public synchronized void readNew() {
        boolean isNews = false;
        List<Row> rows = database.single(READ, EndedAccountStore::row, read.minus(COMMITS_WITHIN));
        boolean more = true;
        while (more) {
            for (Row row : rows) {
                isNews |= !row.known().equals(known.put(row.user(), row.known()));
                read = row.known().changedAt();
            }
            more = rows.size() == PART;
            rows = more ? database.single(READ, EndedAccountStore::row, read) : List.of();
        }
        if (isNews) {
            changes.incrementAndGet();
            onEnd.run();
        }
    }

    /// The accounts that ended some time ago and have something left.
    List<AccountStore.Unfinished> unfinished(Duration quiet) {
        Instant before = clock.instant().minus(quiet);
        return known.entrySet().stream()
                .filter(account -> !account.getValue().end().isFinished())
                .filter(account -> !account.getValue().end().at().isAfter(before))
                .map(account -> new AccountStore.Unfinished(
                        account.getKey().tenant(),
                        account.getKey().id(),
                        account.getValue().request(),
                        account.getValue().end().at()))
                .toList();
    }

    private static Row row(DbRow row) {
        var end = new End(
                row.column("ended").get(Timestamp.class).toInstant(),
                row.column("is_finished").getBoolean());
        return new Row(
                new User(row.column("tenant").getString(), row.column("who").get(UUID.class)),
                new Known(
                        end,
                        row.column("request").getString(),
                        row.column("changed").get(Timestamp.class).toInstant()));
    }
}
