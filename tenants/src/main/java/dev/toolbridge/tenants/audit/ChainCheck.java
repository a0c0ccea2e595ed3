package dev.toolbridge.tenants.audit;

import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditRecord;
import dev.toolbridge.service.audit.ChainWalk;
import dev.toolbridge.tenants.store.AuditStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checks every chain of the control plane's audit log. Entries that are added meanwhile are left to the next check.
public final class ChainCheck {
    private static final int AT_A_TIME = 1_000;

    private static final String HEADS = """
            SELECT chain, seq, hash FROM audit_head
            UNION ALL
            SELECT DISTINCT a.chain, CAST(0 AS bigint), CAST('' AS bytea) FROM audit a
            WHERE NOT EXISTS (SELECT FROM audit_head h WHERE h.chain = a.chain)
            ORDER BY chain
            """;

    private ChainCheck() {}

    /// The result of the check of one chain.
    ///
    /// @param hash that of the last entry, to be compared with a copy that is kept elsewhere
    /// @param broken the place and the kind of the break, if the chain is broken
    public record Result(String chain, long entries, byte[] hash, Optional<String> broken) {}

    private record Head(String chain, long seq, byte[] hash) {}

    public static List<Result> all(Database database) {
        var entries = new AuditStore(database);
        var results = new ArrayList<Result>();
        for (Head head : database.single(
                HEADS,
                row -> new Head(
                        row.column("chain").getString(),
                        row.column("seq").getLong(),
                        row.column("hash").get(byte[].class)))) {
            results.add(check(entries, head));
        }
        return results;
    }

    private static Result check(AuditStore entries, Head head) {
        var walk = new ChainWalk();
        long last = 0;
        boolean areMore = true;
        while (areMore) {
            List<AuditRecord> part = entries.after(head.chain(), last, AT_A_TIME);
            part.stream()
                    .filter(entry -> entry.seq() <= Math.max(1, head.seq()))
                    .forEach(walk::next);
            areMore = part.size() == AT_A_TIME;
            last = part.isEmpty() ? last : part.getLast().seq();
        }
        return new Result(head.chain(), walk.entries(), head.hash(), walk.end(head.seq(), head.hash()));
    }
}
