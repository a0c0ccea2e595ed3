package dev.toolbridge.tenants.rollout;

import io.helidon.dbclient.DbRow;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Rollouts and their tenants as rows.
final class RolloutRows {
    static final String COLUMNS = """
            id, release, array_to_string(waves, ',') AS waves, failures_max, bake_seconds, status, actor, reason,
            created_at, finished_at, (SELECT string_agg(state || '=' || number, ',') FROM (
              SELECT status AS state, count(*) AS number FROM rollout_tenant WHERE rollout_id = rollout.id
              GROUP BY status) AS counted) AS counts
            """;

    static final String TENANTS = """
        SELECT tenant.ref, tenant.slug, entry.wave, entry.operation_id, entry.status AS state, entry.problem
        FROM rollout_tenant AS entry JOIN tenant ON tenant.ref = entry.tenant_ref
        """;

    private RolloutRows() {}

    static UUID id(DbRow row) {
        return row.column("id").get(UUID.class);
    }

    static Rollout rollout(DbRow row) {
        return new Rollout(
                id(row),
                row.column("release").getString(),
                words(row.column("waves").getString()).map(Integer::valueOf).toList(),
                row.column("failures_max").getInt(),
                row.column("bake_seconds").getInt(),
                RolloutStatus.read(row.column("status").getString()),
                row.column("actor").getString(),
                row.column("reason").getString(),
                instant(row, "created_at").orElseThrow(),
                instant(row, "finished_at"),
                counts(row.column("counts").as(String.class).asOptional()));
    }

    static RolloutTenant tenant(DbRow row) {
        return new RolloutTenant(
                row.column("ref").get(UUID.class),
                row.column("slug").getString(),
                row.column("wave").getInt(),
                row.column("operation_id").get(UUID.class),
                RolloutTenant.State.read(row.column("state").getString()),
                row.column("problem").as(String.class).asOptional());
    }

    private static Map<RolloutTenant.State, Integer> counts(Optional<String> text) {
        var counts = new EnumMap<RolloutTenant.State, Integer>(RolloutTenant.State.class);
        text.stream().flatMap(RolloutRows::words).forEach(entry -> {
            List<String> halves = List.of(entry.split("=", 2));
            counts.put(RolloutTenant.State.read(halves.getFirst()), Integer.valueOf(halves.getLast()));
        });
        return counts;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(",", -1));
    }

    private static Optional<Instant> instant(DbRow row, String column) {
        return row.column(column).as(Timestamp.class).map(Timestamp::toInstant);
    }
}
