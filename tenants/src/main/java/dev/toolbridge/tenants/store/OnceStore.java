package dev.toolbridge.tenants.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.Transaction;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Once;
import io.helidon.dbclient.DbRow;
import java.util.Arrays;
import java.util.Optional;

/// The requests that are carried out once. A key is claimed in the transaction of the change, so that a second request
/// with it waits for the first, and a refused request keeps nothing.
public final class OnceStore {
    private static final int SWEEP_MAX = 1_000;

    private static final String CLAIM = """
            INSERT INTO idempotency_key (sender, key, digest) VALUES (?, ?, ?)
            ON CONFLICT (sender, key) DO UPDATE SET digest = excluded.digest, answer = '{}', created_at = now()
            WHERE idempotency_key.created_at <= now() - interval '7 days'
            RETURNING key
            """;

    private static final String FIND = """
            SELECT digest, CAST(answer AS text) AS answer FROM idempotency_key WHERE sender = ? AND key = ?
            """;

    private static final String KEEP = """
            UPDATE idempotency_key SET answer = CAST(? AS jsonb) WHERE sender = ? AND key = ? RETURNING key
            """;

    private static final String SWEEP = """
            DELETE FROM idempotency_key WHERE (sender, key) IN (
              SELECT sender, key FROM idempotency_key WHERE created_at <= now() - interval '7 days'
              ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING key
            """;

    private final Database database;

    public OnceStore(Database database) {
        this.database = database;
    }

    /// The state of a key.
    public sealed interface Claim {

        /// The key is new: carry the request out, and keep its answer.
        record Fresh() implements Claim {}

        /// The request was carried out, with this answer.
        record Repeated(JsonNode answer) implements Claim {}

        /// The key belongs to another request.
        record Reused() implements Claim {}
    }

    /// Claims the key of a request, in the transaction that carries it out.
    public static Claim claim(Transaction transaction, Once once) {
        boolean isFresh = !transaction
                .rows(CLAIM, _ -> true, once.sender(), once.key(), once.digest())
                .isEmpty();
        return isFresh ? new Claim.Fresh() : known(transaction, once);
    }

    /// Keeps the answer of a request, in the same transaction.
    public static void keep(Transaction transaction, Once once, ObjectNode answer) {
        transaction.rows(KEEP, _ -> true, Json.text(answer), once.sender(), once.key());
    }

    /// Removes keys that are older than seven days, a thousand at most.
    ///
    /// @return the number of those removed
    public int sweep() {
        return database.single(SWEEP, _ -> true, SWEEP_MAX).size();
    }

    private static Claim known(Transaction transaction, Once once) {
        return transaction.rows(FIND, row -> agreed(row, once), once.sender(), once.key()).stream()
                .findFirst()
                .orElseGet(Claim.Reused::new);
    }

    private static Claim agreed(DbRow row, Once once) {
        return Arrays.equals(row.column("digest").get(byte[].class), once.digest())
                ? new Claim.Repeated(RowValues.json(row, "answer"))
                : new Claim.Reused();
    }

    /// The claim of a request that may have no key.
    static Optional<Claim> settled(Transaction transaction, Origin origin) {
        return origin.once().map(once -> claim(transaction, once)).filter(claim -> !(claim instanceof Claim.Fresh));
    }
}
