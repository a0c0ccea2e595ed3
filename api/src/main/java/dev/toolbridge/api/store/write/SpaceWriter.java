package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.quota.StoredUse;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.BatchResults;
import dev.toolbridge.api.write.PlannedBatch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.api.write.Wipe;
import dev.toolbridge.api.write.Wiped;
import dev.toolbridge.api.write.Work;
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
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out the work of requests: one transaction of a space at a time, for all of them. A wipe runs
/// alone, and so does a planned batch, which may roll back.
public final class SpaceWriter implements Transactions {
    private static final Logger LOG = LoggerFactory.getLogger(SpaceWriter.class);
    private static final int TOGETHER_MAX = 50;
    private static final int WAITING_MAX = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private final Database database;
    private final SpaceHeads heads;
    private final Decision decision;
    private final IndexedTexts texts;
    private final Followers followers;
    private Optional<StoredUse> use = Optional.empty();
    private final Set<RunningKey> running = ConcurrentHashMap.newKeySet();
    private final WriteQueue<Space, Sent, Result<Stored>> queue = new WriteQueue<>(
            new WriteQueue.Limits(TOGETHER_MAX, WAITING_MAX, PATIENCE), SpaceWriter::weight, this::storeTogether);

    /// @param texts finds items by their words
    public SpaceWriter(Database database, Decision decision, IndexedTexts texts, Followers followers) {
        this.database = database;
        this.texts = texts;
        this.followers = followers;
        this.heads = new SpaceHeads(database);
        this.decision = decision;
    }

    /// A writer to the same spaces that stores only what the limits on the use of tenants allow.
    public SpaceWriter within(StoredUse limits) {
        var limited = new SpaceWriter(database, decision, texts, followers);
        limited.use = Optional.of(limits);
        return limited;
    }

    /// Those that learn of transactions.
    ///
    /// @param onUnfinished runs when a transaction has left work for later ones
    /// @param onCommit learns of the spaces that may have new changes
    public record Followers(Runnable onUnfinished, Consumer<Space> onCommit) {}

    /// A request's writes, and the space as its sender reaches it.
    private record Sent(Space space, Batch batch) {}

    /// A key whose request is running in this process.
    private record RunningKey(Space space, UUID user, String key) {}

    @Override
    public Result<Stored> store(Space space, Batch batch) {
        return once(space, batch, () -> queue.pass(space, new Sent(space, batch)));
    }

    @Override
    public Result<BatchResults> carryOut(Space space, PlannedBatch batch) {
        return once(space, batch, () -> alone(space, connection -> carryOut(connection, space, batch)));
    }

    @Override
    public Result<Undone> undo(Space space, RunUndo undo) {
        return once(
                space,
                undo,
                () -> alone(space, connection -> new UndoTransaction(connection, space, undo, texts).run(decision)));
    }

    @Override
    public Result<Wiped> wipe(Space space, Wipe wipe) {
        return once(space, wipe, () -> alone(space, connection -> empty(connection, space, wipe)));
    }

    /// Carries out a change of the members and managed items of a space, alone, as the server's own work: it finds out
    /// itself, once the head is held, if its author may do this.
    public <R> R manage(Space space, Function<ManagedTransaction, R> change) {
        return manageAsReached(space.itself(), change);
    }

    /// The same for a change that every user who reaches the space must be allowed to make, which the database checks.
    public <R> R manageAsReached(Space space, Function<ManagedTransaction, R> change) {
        return alone(space, connection -> {
            Optional<SpaceTransaction> begun = SpaceTransaction.begin(connection, space, List.of(), texts);
            if (begun.isEmpty()) {
                return Optional.empty();
            }
            var transaction =
                    new ManagedTransaction(connection, space, begun.get().within(claim()), decision.managing());
            R result = change.apply(transaction);
            transaction.commit();
            return Optional.of(result);
        });
    }

    private <T> T alone(Space space, Database.Work<Optional<T>> attempt) {
        return queue.passAlone(space, () -> inTransaction(space, attempt));
    }

    private <R> Result<R> once(Space space, Work<R> work, Supplier<Result<R>> effect) {
        if (work.once().isEmpty()) {
            return effect.get();
        }
        var key = new RunningKey(
                space, work.once().get().user(), work.once().get().key());
        if (!running.add(key)) {
            return new Result.Refused<>(Receipts.inFlight());
        }
        try {
            return effect.get();
        } finally {
            running.remove(key);
        }
    }

    private static int weight(Sent sent) {
        return Math.max(1, sent.batch().writes().size());
    }

    /// Tries each request alone if the database refuses the writes of several, or if they take more memory
    /// than is free, so that no request fails because of another.
    private List<Result<Stored>> storeTogether(Space space, List<Sent> together) {
        List<UUID> users =
                together.stream().flatMap(sent -> sent.space().users().stream()).toList();
        try {
            return storeAll(
                    together.getFirst().space().with(users),
                    together.stream().map(Sent::batch).toList());
        } catch (DatabaseFailure | Refusal failure) {
            if (together.size() == 1) {
                throw failure;
            }
            return eachAlone(together);
        }
    }

    /// Leaves over the batches behind one that met an unavailable database. That one may be stored: it is
    /// refused.
    private List<Result<Stored>> eachAlone(List<Sent> together) {
        var results = new ArrayList<Result<Stored>>();
        for (Sent sent : together) {
            try {
                results.add(alone(sent.space(), sent.batch()));
            } catch (DatabaseUnavailable away) {
                LOG.warn("database unavailable", away);
                results.add(new Result.Refused<>(Refusal.of(ErrorCode.UNAVAILABLE, "the database is unavailable")
                        .header("Retry-After", "1")));
                return results;
            }
        }
        return results;
    }

    private Result<Stored> alone(Space space, Batch batch) {
        try {
            return storeAll(space, List.of(batch)).getFirst();
        } catch (Refusal refusal) {
            return new Result.Refused<>(refusal);
        } catch (DatabaseFailure failure) {
            LOG.error("request failed", failure);
            return new Result.Refused<>(Refusal.of(ErrorCode.INTERNAL, "internal error"));
        }
    }

    private List<Result<Stored>> storeAll(Space space, List<Batch> batches) {
        return inTransaction(space, connection -> store(connection, space, batches));
    }

    private <T> T inTransaction(Space space, Database.Work<Optional<T>> attempt) {
        T result = Share.current().lend(() -> heads.orBegin(space, () -> permitted(space, attempt)));
        followers.onCommit().accept(space);
        return result;
    }

    /// Members may lose their role while their writes wait; the database then refuses these.
    private <T> Optional<T> permitted(Space space, Database.Work<Optional<T>> attempt) {
        try {
            return database.inTransaction(attempt);
        } catch (DatabaseFailure failure) {
            throw space.isShared() && failure.isRefusedByPolicy() ? Refusals.roleTaken() : failure;
        }
    }

    private Optional<Result<BatchResults>> carryOut(Connection connection, Space space, PlannedBatch batch)
            throws SQLException {
        var transaction = new BatchTransaction(connection, space, batch, texts).within(claim());
        Optional<Result<BatchResults>> result = transaction.run(decision);
        if (transaction.leavesReferrers()) {
            followers.onUnfinished().run();
        }
        return result;
    }

    private UseClaim claim() {
        return use.map(UseClaim::of).orElse(UseClaim.NONE);
    }

    private Optional<Result<Wiped>> empty(Connection connection, Space space, Wipe wipe) throws SQLException {
        Optional<Result<Wiped>> result = new WipeTransaction(connection, space, wipe).run();
        followers.onUnfinished().run();
        return result;
    }

    /// The results of the first batches; the others are left over.
    private Optional<List<Result<Stored>>> store(Connection connection, Space space, List<Batch> batches)
            throws SQLException {
        Receipts.Claims<Batch, Stored> claims = Receipts.claim(connection, space, batches);
        Map<Batch, Result<Stored>> results = claims.settled();
        List<Batch> open = batches.stream()
                .takeWhile(batch -> !claims.postponed().contains(batch))
                .filter(batch -> !results.containsKey(batch))
                .toList();
        if (!open.isEmpty()) {
            List<Write> writes =
                    open.stream().flatMap(batch -> batch.writes().stream()).toList();
            Optional<SpaceTransaction> transaction = SpaceTransaction.begin(connection, space, writes, texts);
            if (transaction.isEmpty()) {
                return Optional.empty();
            }
            results.putAll(transaction.get().within(claim()).run(open, decision));
            if (transaction.get().leavesReferrers()) {
                followers.onUnfinished().run();
            }
        }
        return Optional.of(batches.stream()
                .takeWhile(results::containsKey)
                .map(results::get)
                .toList());
    }
}
