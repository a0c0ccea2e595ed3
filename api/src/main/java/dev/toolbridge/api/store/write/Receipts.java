package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.Once;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Work;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The receipts of requests that are carried out once: looked up before their effect, kept in the same transaction.
///
/// A lock without waiting claims a key until the end of the transaction: of two requests with one key at the
/// same time, in this process or another, one is refused and may be sent again.
final class Receipts {

    private static final String CLAIM = """
            SELECT pg_try_advisory_xact_lock(hashtextextended(claim.name, 0)) AS claimed
            FROM unnest(?) WITH ORDINALITY AS claim (name, place) ORDER BY claim.place;
            SELECT head.epoch, kept.request, CASE WHEN claim.place = 1
              OR sum(octet_length(kept.receipt)) OVER (ORDER BY claim.place ROWS UNBOUNDED PRECEDING) <= 4194304
              THEN kept.receipt END AS receipt
            FROM space_head head
            CROSS JOIN unnest(?, ?) WITH ORDINALITY AS claim (user_id, key, place)
            LEFT JOIN idempotency_key kept ON kept.tenant_id = head.tenant_id AND kept.space_id = head.space_id
              AND kept.user_id = claim.user_id AND kept.key = claim.key
              AND kept.created_at > now() - interval '24 hours' AND (kept.epoch = head.epoch
                OR kept.epoch = 0 AND kept.created_at > COALESCE(head.last_wipe_at, '-infinity'))
            WHERE head.tenant_id = ? AND head.space_id = ? ORDER BY claim.place
            """;

    static final String KEEP = """
            INSERT INTO idempotency_key (tenant_id, space_id, epoch, user_id, key, request, receipt)
            SELECT ?, ?, ?, * FROM unnest(?, ?, ?, ?)
            ON CONFLICT (tenant_id, space_id, user_id, key) DO UPDATE SET
              request = excluded.request, receipt = excluded.receipt, epoch = excluded.epoch,
              created_at = now();
            """;

    private Receipts() {}

    /// A request that was carried out, and the receipt that answers its repetitions.
    record Row(Once once, byte[] receipt) {

        static <R> Optional<Row> of(Work<R> work, R done) {
            return work.once().flatMap(once -> work.receipt(done).map(bytes -> new Row(once, bytes)));
        }
    }

    /// The facts about pieces of work before they are carried out.
    ///
    /// @param settled the results of the works that need not be carried out
    /// @param postponed the works whose receipts are too large to be read with the others'
    record Claims<W extends Work<R>, R>(Map<W, Result<R>> settled, Set<W> postponed) {}

    /// Claims the keys of these works.
    static <W extends Work<R>, R> Claims<W, R> claim(Connection connection, Space space, List<W> works)
            throws SQLException {
        var settled = new IdentityHashMap<W, Result<R>>();
        Set<W> postponed = Collections.newSetFromMap(new IdentityHashMap<>());
        var found = new Claims<W, R>(settled, postponed);
        List<W> keyed = works.stream().filter(work -> work.once().isPresent()).toList();
        if (keyed.isEmpty()) {
            return found;
        }
        try (var query = SpaceQuery.prepare(connection, space, CLAIM)) {
            List<Once> claims =
                    keyed.stream().flatMap(work -> work.once().stream()).toList();
            query.bindArray(
                    "text", claims.stream().map(once -> name(space, once)).toArray());
            query.bindArray("uuid", claims.stream().map(Once::user).toArray());
            query.bindArray("text", claims.stream().map(Once::key).toArray());
            query.bind(space.tenant()).bind(space.id());
            ResultSet claimed = query.rows();
            for (W work : keyed) {
                claimed.next();
                if (!claimed.getBoolean("claimed")) {
                    settled.put(work, new Result.Refused<>(inFlight()));
                }
            }
            ResultSet kept = query.nextRows();
            for (W work : keyed) {
                if (kept.next() && kept.getString("request") != null && !settled.containsKey(work)) {
                    known(work, kept).ifPresentOrElse(result -> settled.put(work, result), () -> postponed.add(work));
                }
            }
            return found;
        }
    }

    /// @param epoch the epoch of the transaction: a wipe drops the receipts of earlier ones
    static void bind(SpaceQuery query, Space space, int epoch, List<Row> rows) throws SQLException {
        query.bind(space.tenant()).bind(space.id()).bind(epoch);
        query.bindArray("uuid", rows.stream().map(row -> row.once().user()).toArray());
        query.bindArray("text", rows.stream().map(row -> row.once().key()).toArray());
        query.bindArray("text", rows.stream().map(row -> row.once().digest()).toArray());
        query.bindArray("bytea", (Object[]) rows.stream().map(Row::receipt).toArray(byte[][]::new));
    }

    /// The refusal of a request that is being carried out.
    static Refusal inFlight() {
        return Refusal.of(ErrorCode.IDEMPOTENCY_IN_FLIGHT, "the first request with this key is still running")
                .header("Retry-After", "1");
    }

    /// A replay is for clients of the present epoch only.
    private static <R> Optional<Result<R>> known(Work<R> work, ResultSet kept) throws SQLException {
        int epoch = kept.getInt("epoch");
        if (work.epoch().isPresent() && work.epoch().getAsInt() != epoch) {
            return Optional.of(new Result.Refused<>(Refusals.epochMismatch(epoch)));
        }
        if (!kept.getString("request").equals(work.once().orElseThrow().digest())) {
            return Optional.of(new Result.Refused<>(
                    Refusal.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, "this key was used for another request")));
        }
        return Optional.ofNullable(kept.getBytes("receipt")).map(work::replay);
    }

    private static String name(Space space, Once once) {
        return String.join(
                "\n", space.tenant(), space.id().toString(), once.user().toString(), once.key());
    }
}
