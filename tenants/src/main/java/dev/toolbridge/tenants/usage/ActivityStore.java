package dev.toolbridge.tenants.usage;

import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.store.Named;
import io.helidon.dbclient.DbRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The use of all tenants in a time, as PostgreSQL sums it up.
public final class ActivityStore {
    /// A tenant that is destroyed is in the times in which it was used.
    private static final String ALL = """
            SELECT tenant.ref, tenant.id, tenant.slug, tenant.name, tenant.status, use.*,
              (SELECT max(read_at) FROM usage_reading WHERE tenant_ref = tenant.ref) AS read_at
            FROM tenant LEFT JOIN (
              SELECT tenant_ref, count(*) AS hours, min(hour) AS hour,
                CAST(sum(requests) AS bigint) AS requests, CAST(sum(refused) AS bigint) AS refused,
                CAST(sum(errors) AS bigint) AS errors, CAST(sum(tool_calls) AS bigint) AS tool_calls,
                (array_agg(items ORDER BY hour DESC))[1] AS items, (array_agg(bytes ORDER BY hour DESC))[1] AS bytes,
                max(people) AS people, max(assistants) AS assistants, max(last_write_at) AS last_write_at,
                CAST(ARRAY[%s] AS bigint[]) AS latency
              FROM usage_hour WHERE hour >= ? AND hour < ? GROUP BY tenant_ref) use ON use.tenant_ref = tenant.ref
            WHERE (tenant.status <> 'destroyed' OR use.hours IS NOT NULL)
              AND (CAST(? AS text) IS NULL OR tenant.id = ?)
            ORDER BY tenant.ref LIMIT ?
            """.formatted(latencySums());

    private final Database database;

    public ActivityStore(Database database) {
        this.database = database;
    }

    /// The tenants with what they have used from one time on, and before another.
    ///
    /// @param only the organisation of the only tenant that is shown
    List<Activity> of(Instant from, Instant to, Optional<String> only, int countMax) {
        return database.single(
                ALL, row -> activity(row, from), from, to, only.orElse(null), only.orElse(null), countMax);
    }

    /// The sum of each element, as a reading without answers has none.
    private static String latencySums() {
        return IntStream.rangeClosed(1, MeterPage.BOUNDS.size())
                .mapToObj(place -> "coalesce(sum(latency[" + place + "]), 0)")
                .collect(Collectors.joining(", "));
    }

    private static Activity activity(DbRow row, Instant from) {
        long hours = row.column("hours").as(Long.class).orElse(0L);
        return new Activity(
                new Named(
                        row.column("ref").get(UUID.class),
                        row.column("id").as(String.class).asOptional(),
                        row.column("slug").getString(),
                        row.column("name").getString(),
                        row.column("status").getString()),
                hours,
                hours == 0 ? Optional.empty() : Optional.of(UsageStore.hour(row).startingAt(from)),
                UsageStore.instant(row, "read_at"));
    }
}
