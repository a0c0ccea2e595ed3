package dev.toolbridge.api.store;

import dev.toolbridge.api.access.Seat;
import dev.toolbridge.api.access.Seats;
import dev.toolbridge.api.access.SpaceRole;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.database.Database;
import io.helidon.dbclient.DbRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Seats in PostgreSQL, remembered for two seconds: row-level security asks the database itself, so that a seat that
/// was taken away meanwhile opens nothing.
public final class SeatStore implements Seats {
    private static final Duration KEPT = Duration.ofSeconds(2);
    private static final int KEPT_MAX = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private static final String FIND = """
            SELECT s.id, s.deleted_at IS NOT NULL AS is_deleted, m.role FROM space s
            JOIN space_member m ON m.tenant_id = s.tenant_id AND m.space_id = s.id AND m.user_id = ?
            WHERE s.tenant_id = ? AND s.destroyed_at IS NULL AND COLUMN = ?
            """;

    private static final String BY_ID = FIND.replace("COLUMN", "s.id");
    private static final String BY_NUMBER = FIND.replace("COLUMN", "s.number");
    private static final String BY_SLUG = FIND.replace("COLUMN", "s.slug");

    private final Database database;
    private final InstantSource clock;
    private final AtomicLong changes = new AtomicLong();
    private final Map<Asked, Known> known = new ConcurrentHashMap<>();

    private final Runnable onChange;

    /// @param onChange runs when members of a space have changed in this process
    public SeatStore(Database database, InstantSource clock, Runnable onChange) {
        this.database = database;
        this.clock = clock;
        this.onChange = onChange;
    }

    private record Asked(String tenant, UUID user, String name) {}

    private record Known(Seat seat, Instant until) {}

    @Override
    public Optional<Seat> find(String tenant, UUID user, String name) {
        var asked = new Asked(tenant, user, name);
        Known kept = known.get(asked);
        Instant now = clock.instant();
        if (kept != null && now.isBefore(kept.until())) {
            return Optional.of(kept.seat());
        }
        long before = changes.get();
        Optional<Seat> found = read(asked);
        found.filter(_ -> changes.get() == before).ifPresent(seat -> keep(asked, new Known(seat, now.plus(KEPT))));
        return found;
    }

    @Override
    public long changes() {
        return changes.get();
    }

    /// Forgets what is remembered, since members have changed.
    public void forget() {
        changes.incrementAndGet();
        known.clear();
        onChange.run();
    }

    private void keep(Asked asked, Known seat) {
        if (known.size() >= KEPT_MAX) {
            known.clear();
        }
        known.put(asked, seat);
    }

    private Optional<Seat> read(Asked asked) {
        Optional<UUID> id = UidForm.read(asked.name());
        if (id.isPresent()) {
            return read(BY_ID, asked, id.get());
        }
        return NUMBER.matcher(asked.name()).matches()
                ? read(BY_NUMBER, asked, Long.parseLong(asked.name()))
                : read(BY_SLUG, asked, asked.name());
    }

    private Optional<Seat> read(String query, Asked asked, Object name) {
        return database.transaction(
                asked.tenant(),
                transaction -> transaction.rows(query, SeatStore::seat, asked.user(), asked.tenant(), name).stream()
                        .findFirst());
    }

    private static Seat seat(DbRow row) {
        return new Seat(
                row.column("id").get(UUID.class),
                SpaceRole.named(row.column("role").getString()).orElseThrow(),
                row.column("is_deleted").getBoolean());
    }
}
