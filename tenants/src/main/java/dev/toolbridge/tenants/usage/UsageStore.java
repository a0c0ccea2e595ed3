package dev.toolbridge.tenants.usage;

import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.Transaction;
import io.helidon.dbclient.DbRow;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The use of tenants in PostgreSQL.
public final class UsageStore {
    private static final Duration HOUR = Duration.ofHours(1);

    private static final String BEFORE = """
            SELECT process, counters FROM usage_reading WHERE tenant_ref = ? AND instance = ? FOR UPDATE
            """;

    private static final String READ = """
            INSERT INTO usage_reading (tenant_ref, instance, process, counters, read_at)
            VALUES (?, ?, ?, CAST(? AS bigint[]), ?)
            ON CONFLICT (tenant_ref, instance) DO UPDATE SET process = excluded.process, counters = excluded.counters,
              read_at = excluded.read_at RETURNING read_at
            """;

    /// Programs that ended long ago are not read again.
    private static final String FORGET = """
            DELETE FROM usage_reading WHERE tenant_ref = ? AND read_at < ? RETURNING instance
            """;

    private static final String ADD = """
            INSERT INTO usage_hour AS u (tenant_ref, hour, requests, refused, errors, tool_calls, items, bytes, people,
              assistants, last_write_at, latency)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS bigint[]))
            ON CONFLICT (tenant_ref, hour) DO UPDATE SET requests = u.requests + excluded.requests,
              refused = u.refused + excluded.refused, errors = u.errors + excluded.errors,
              tool_calls = u.tool_calls + excluded.tool_calls, items = excluded.items, bytes = excluded.bytes,
              people = greatest(u.people, excluded.people), assistants = greatest(u.assistants, excluded.assistants),
              last_write_at = greatest(u.last_write_at, excluded.last_write_at),
              latency = ARRAY(SELECT coalesce(a, 0) + coalesce(b, 0)
                FROM unnest(u.latency, excluded.latency) WITH ORDINALITY AS pair (a, b, place) ORDER BY place)
            RETURNING hour
            """;

    private static final String SEEN_LATE = """
            UPDATE usage_hour SET people = greatest(people, ?), assistants = greatest(assistants, ?)
            WHERE tenant_ref = ? AND hour = ? RETURNING hour
            """;

    private static final String COLUMNS =
            "hour, requests, refused, errors, tool_calls, items, bytes, people, assistants, last_write_at, latency";

    private static final String HOURS = "SELECT " + COLUMNS + """
             FROM usage_hour WHERE tenant_ref = ? AND hour >= ? AND hour < ? ORDER BY hour
            """;

    private static final String PRESENT = """
            SELECT CAST(coalesce(sum(requests), 0) AS bigint) AS requests,
              CAST(coalesce(sum(tool_calls), 0) AS bigint) AS tool_calls,
              last.items, last.bytes
            FROM (SELECT items, bytes FROM usage_hour WHERE tenant_ref = ? ORDER BY hour DESC LIMIT 1) last
            LEFT JOIN usage_hour ON tenant_ref = ? AND hour >= ?
            GROUP BY last.items, last.bytes
            """;

    private static final String READ_AT = "SELECT max(read_at) AS read_at FROM usage_reading WHERE tenant_ref = ?";

    private final Database database;

    public UsageStore(Database database) {
        this.database = database;
    }

    /// The use of a tenant now.
    public record Present(long items, long bytes, long requestsToday, long toolCallsToday) {}

    /// A process that was read.
    ///
    /// @param instance its name, which is the same after a restart
    /// @param process the number that differs then, where there is one
    public record Process(UUID tenant, String instance, long process) {}

    /// Adds what has happened since the last reading of a process. Of two servers that read at once, each adds what the
    /// other has not.
    ///
    /// @return the requests that are new
    public long add(Process process, MeterReading reading, Instant at) {
        return database.transaction(transaction -> {
            Counters grown = grown(transaction, process, reading);
            transaction.rows(
                    READ,
                    _ -> true,
                    process.tenant(),
                    process.instance(),
                    process.process(),
                    text(reading.counters().all()),
                    at);
            transaction.rows(FORGET, _ -> true, process.tenant(), at.minus(Duration.ofDays(1)));
            Instant hour = at.truncatedTo(ChronoUnit.HOURS);
            transaction.rows(
                    ADD, _ -> true, row(process.tenant(), hour, grown, reading).toArray());
            transaction.rows(
                    SEEN_LATE,
                    _ -> true,
                    reading.people().before(),
                    reading.assistants().before(),
                    process.tenant(),
                    hour.minus(HOUR));
            transaction.commit();
            return grown.requests();
        });
    }

    /// The hours of a tenant from one on, and before another.
    public List<UsageHour> hours(UUID tenant, Instant from, Instant to) {
        return database.single(HOURS, UsageStore::hour, tenant, from, to);
    }

    /// The use of a tenant now, if it was ever read.
    public Optional<Present> present(UUID tenant) {
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return database
                .single(
                        PRESENT,
                        row -> new Present(
                                row.column("items").getLong(),
                                row.column("bytes").getLong(),
                                row.column("requests").getLong(),
                                row.column("tool_calls").getLong()),
                        tenant,
                        tenant,
                        today)
                .stream()
                .findFirst();
    }

    /// The time of the last reading of a tenant.
    Optional<Instant> readAt(UUID tenant) {
        return database.single(READ_AT, row -> instant(row, "read_at"), tenant).getFirst();
    }

    private static Counters grown(Transaction transaction, Process process, MeterReading reading) {
        return transaction
                .rows(
                        BEFORE,
                        row -> new Before(row.column("process").getLong(), numbers(row, "counters")),
                        process.tenant(),
                        process.instance())
                .stream()
                .filter(before -> before.process() == process.process())
                .findFirst()
                .map(before -> reading.counters().since(before.counters()))
                .orElse(reading.counters());
    }

    private record Before(long process, long[] counters) {}

    private static List<Object> row(UUID tenant, Instant hour, Counters grown, MeterReading reading) {
        return Arrays.asList(
                tenant,
                hour,
                grown.requests(),
                grown.refused(),
                grown.errors(),
                grown.toolCalls(),
                reading.items(),
                reading.bytes(),
                reading.people().present(),
                reading.assistants().present(),
                reading.lastWriteSeconds().map(Instant::ofEpochSecond).orElse(null),
                text(grown.latency()));
    }

    static UsageHour hour(DbRow row) {
        return new UsageHour(
                instant(row, "hour").orElseThrow(),
                new Counters(
                        row.column("requests").getLong(),
                        row.column("refused").getLong(),
                        row.column("errors").getLong(),
                        row.column("tool_calls").getLong(),
                        numbers(row, "latency")),
                row.column("items").getLong(),
                row.column("bytes").getLong(),
                row.column("people").getLong(),
                row.column("assistants").getLong(),
                instant(row, "last_write_at"));
    }

    static Optional<Instant> instant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }

    private static long[] numbers(DbRow row, String column) {
        try {
            return Stream.of((Long[]) row.column(column).get(Array.class).getArray())
                    .mapToLong(Long::longValue)
                    .toArray();
        } catch (SQLException failed) {
            throw DatabaseFailure.of(failed);
        }
    }

    private static String text(long[] numbers) {
        return Arrays.toString(numbers).replace('[', '{').replace(']', '}');
    }
}
