package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Batch;
import dev.toolbridge.api.item.Decision;
import dev.toolbridge.api.item.Once;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Wipe;
import dev.toolbridge.api.item.Work;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.Database;
import dev.toolbridge.database.DatabaseFailure;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.memory.Share;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out what requests do to spaces: one transaction of a space at a time, for all that wait for it.
final class SpaceWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceWriter.class);
    private static final int TOGETHER_MAX = 50;
    private static final int WAITING_MAX = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Database database;
    private final SpaceHeads heads;
    private final Decision decision;
    private final Runnable onUnfinished;
    private final Set<RunningKey> running = ConcurrentHashMap.newKeySet();
    private final Gate<Space, Work, Applied> gate =
            new Gate<>(new Gate.Limits(TOGETHER_MAX, WAITING_MAX, PATIENCE), SpaceWriter::weight, this::carryOut);

    /// @param onUnfinished is told when a transaction has left something for later ones to do
    SpaceWriter(Database database, SpaceHeads heads, Decision decision, Runnable onUnfinished) {
        this.database = database;
        this.heads = heads;
        this.decision = decision;
        this.onUnfinished = onUnfinished;
    }

    /// A key whose request is on its way through this process.
    private record RunningKey(Space space, UUID user, String key) {}

    Applied apply(Space space, Work work) {
        return work.once().map(once -> apply(space, work, once)).orElseGet(() -> gate.pass(space, work));
    }

    private Applied apply(Space space, Work work, Once once) {
        var key = new RunningKey(space, once.user(), once.key());
        if (!running.add(key)) {
            return new Applied.Refused(Receipts.inFlight());
        }
        try {
            return gate.pass(space, work);
        } finally {
            running.remove(key);
        }
    }

    /// A wipe goes alone.
    private static int weight(Work work) {
        return switch (work) {
            case Batch batch -> Math.max(1, batch.writes().size());
            case Wipe _ -> TOGETHER_MAX;
        };
    }

    /// When what several requests wrote is refused by the database, or takes more memory than is free, each is tried
    /// alone, so that none fails for another's.
    private List<Applied> carryOut(Space space, List<Work> works) {
        try {
            return transact(space, works);
        } catch (DatabaseFailure | Refusal failure) {
            if (works.size() == 1) {
                throw failure;
            }
            return eachAlone(space, works);
        }
    }

    /// Those behind one that the database was away for are left over. That one is not: it may be stored.
    private List<Applied> eachAlone(Space space, List<Work> works) {
        var applied = new ArrayList<Applied>();
        for (Work work : works) {
            try {
                applied.add(alone(space, work));
            } catch (DatabaseUnavailable away) {
                LOG.warn("database unavailable", away);
                applied.add(new Applied.Refused(Refusal.of(ErrorCode.UNAVAILABLE, "the database is unavailable")
                        .header("Retry-After", "1")));
                return applied;
            }
        }
        return applied;
    }

    private Applied alone(Space space, Work work) {
        try {
            return transact(space, List.of(work)).getFirst();
        } catch (Refusal refusal) {
            return new Applied.Refused(refusal);
        } catch (DatabaseFailure failure) {
            LOG.error("request failed", failure);
            return new Applied.Refused(Refusal.of(ErrorCode.INTERNAL, "internal error"));
        }
    }

    private List<Applied> transact(Space space, List<Work> works) {
        return Share.current()
                .lend(() -> heads.orBegin(
                        space,
                        () -> database.inTransaction(connection -> switch (works.getFirst()) {
                            case Wipe wipe -> wipe(connection, space, wipe);
                            case Batch _ ->
                                write(
                                        connection,
                                        space,
                                        works.stream().map(Batch.class::cast).toList());
                        })));
    }

    private Optional<List<Applied>> wipe(Connection connection, Space space, Wipe wipe) throws SQLException {
        Optional<Applied> applied = new WipeTransaction(connection, space, wipe).run();
        onUnfinished.run();
        return applied.map(List::of);
    }

    /// What became of the first batches; the others are left over.
    private Optional<List<Applied>> write(Connection connection, Space space, List<Batch> batches) throws SQLException {
        Receipts.Claims claims = Receipts.claim(connection, space, batches);
        Map<Work, Applied> applied = claims.settled();
        List<Batch> open = batches.stream()
                .takeWhile(batch -> !claims.postponed().contains(batch))
                .filter(batch -> !applied.containsKey(batch))
                .toList();
        if (!open.isEmpty()) {
            Optional<SpaceTransaction> transaction = SpaceTransaction.begin(connection, space, open);
            if (transaction.isEmpty()) {
                return Optional.empty();
            }
            applied.putAll(transaction.get().run(decision));
            if (transaction.get().leavesReferrers()) {
                onUnfinished.run();
            }
        }
        return Optional.of(batches.stream()
                .takeWhile(applied::containsKey)
                .map(applied::get)
                .toList());
    }
}
