package dev.toolbridge.api.store.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.undo.ItemUndo;
import dev.toolbridge.api.undo.Kept;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Takes a run back in one transaction: what it deleted comes back, parents before their children; then what it changed
/// gets its former values; then what it made is deleted, children before their parents.
final class UndoTransaction {
    private static final String IN_USE = "in_use";

    private final Connection connection;
    private final Space space;
    private final RunUndo work;
    private final IndexedTexts texts;
    private final List<ObjectNode> reverted = new ArrayList<>();
    private final List<ObjectNode> kept = new ArrayList<>();

    UndoTransaction(Connection connection, Space space, RunUndo work, IndexedTexts texts) {
        this.connection = connection;
        this.space = space;
        this.work = work;
        this.texts = texts;
    }

    /// Takes the run back and commits; empty when the space has no head yet.
    Optional<Result<Undone>> run(Decision decision) throws SQLException {
        Receipts.Claims<RunUndo, Undone> claims = Receipts.claim(connection, space, List.of(work));
        Result<Undone> known = claims.settled().get(work);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<SpaceTransaction> begun = SpaceTransaction.begin(connection, space, List.of(), texts);
        return begun.isEmpty() ? Optional.empty() : Optional.of(run(begun.get(), decision));
    }

    private Result<Undone> run(SpaceTransaction transaction, Decision decision) throws SQLException {
        Optional<Refusal> passed = transaction.passedEpoch(work);
        if (passed.isPresent()) {
            return new Result.Refused<>(passed.get());
        }
        var rows = new RunRows(connection, space, work.order().run());
        List<RunRows.Touched> items = rows.items(work.order().only());
        Optional<Refusal> refusal = items.isEmpty() && !rows.isKnown() ? Optional.of(unknown()) : refusal(items);
        if (refusal.isPresent()) {
            return new Result.Refused<>(refusal.get());
        }
        try {
            carryOut(plans(items, rows), transaction, decision);
        } catch (Refusal gone) {
            return new Result.Refused<>(gone);
        }
        var undone = new Undone(reverted, kept, lastSeq(items));
        if (!work.order().isTrial()) {
            transaction.keep(work, undone);
            transaction.commit();
        }
        return new Result.Done<>(undone);
    }

    private static long lastSeq(List<RunRows.Touched> items) {
        return items.stream().mapToLong(RunRows.Touched::lastSeq).max().orElse(0);
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "run not found");
    }

    private Optional<Refusal> refusal(List<RunRows.Touched> items) {
        if (items.stream().anyMatch(RunRows.Touched::isBelowFloor)) {
            return Optional.of(RunRows.gone());
        }
        if (items.stream().filter(this::isNamed).count() > RunRows.ITEMS_MAX) {
            return Optional.of(RunRows.tooLarge());
        }
        var confirmed = work.order().lastSeq();
        if (confirmed.isPresent() && confirmed.getAsLong() != lastSeq(items)) {
            return Optional.of(Refusal.of(
                    ErrorCode.CONFIRM_STALE, "the run has gone on since it was confirmed, so nothing is done"));
        }
        return items.stream()
                .map(item -> item.key().type())
                .distinct()
                .flatMap(type -> work.barred().apply(type).stream())
                .findFirst();
    }

    private boolean isNamed(RunRows.Touched item) {
        return work.order().names(item.key().uid());
    }

    /// The undo of each item, the last changed one first.
    private List<ItemUndo> plans(List<RunRows.Touched> items, RunRows rows) throws SQLException {
        List<RunRows.Touched> latestFirst = items.stream()
                .filter(this::isNamed)
                .sorted(Comparator.comparingLong(RunRows.Touched::lastSeq).reversed())
                .toList();
        var plans = new ArrayList<ItemUndo>();
        for (RunRows.Touched item : latestFirst) {
            plans.add(ItemUndo.of(rows.history(item)));
        }
        return plans;
    }

    private void carryOut(List<ItemUndo> plans, SpaceTransaction transaction, Decision decision) throws SQLException {
        plans.forEach(plan -> plan.kept().forEach(one -> kept.add(one.json())));
        writeAll(plans, true, transaction, decision);
        writeAll(plans, false, transaction, decision);
        deleteAll(plans, transaction, decision);
    }

    /// Writes until no more can be written: an item whose parent comes back as well waits for it.
    private void writeAll(List<ItemUndo> plans, boolean revives, SpaceTransaction transaction, Decision decision)
            throws SQLException {
        List<ItemUndo> left = plans.stream()
                .filter(plan -> plan.effect() instanceof ItemUndo.Effect.Write write && write.revives() == revives)
                .toList();
        boolean hasMore = true;
        while (hasMore) {
            var waiting = new ArrayList<ItemUndo>();
            var reasons = new ArrayList<Kept>();
            for (ItemUndo plan : left) {
                var write = (ItemUndo.Effect.Write) plan.effect();
                var undo = new Mutation.Undo(
                        plan.key().uid(), write.fields(), false, work.order().run());
                Outcome outcome = decide(plan.key(), undo, transaction, decision);
                if (outcome instanceof Outcome.Refused refused) {
                    waiting.add(plan);
                    reasons.add(Kept.whole(plan.key(), refused.refusal().code().wireName()));
                } else {
                    tell(plan.key(), ((Outcome.Changed) outcome).item(), write.changed(), revives ? "restored" : "");
                }
            }
            hasMore = !waiting.isEmpty() && waiting.size() < left.size();
            if (!hasMore) {
                reasons.forEach(reason -> kept.add(reason.json()));
            }
            left = waiting;
        }
    }

    /// Deletes until no more can be deleted: an item that others are kept under waits for them.
    private void deleteAll(List<ItemUndo> plans, SpaceTransaction transaction, Decision decision) throws SQLException {
        List<ItemUndo> left = plans.stream()
                .filter(plan -> plan.effect() instanceof ItemUndo.Effect.Delete)
                .toList();
        boolean hasMore = true;
        while (hasMore) {
            var used = new ArrayList<ItemUndo>();
            for (ItemUndo plan : left) {
                if (transaction.isUsed(plan.key())) {
                    used.add(plan);
                } else {
                    var fields = ((ItemUndo.Effect.Delete) plan.effect()).fields();
                    var undo = new Mutation.Undo(
                            plan.key().uid(), fields, true, work.order().run());
                    Outcome outcome = decide(plan.key(), undo, transaction, decision);
                    tell(plan.key(), ((Outcome.Changed) outcome).item(), List.of(), "deleted");
                }
            }
            hasMore = !used.isEmpty() && used.size() < left.size();
            left = used;
        }
        left.forEach(plan -> kept.add(Kept.whole(plan.key(), IN_USE).json()));
    }

    private Outcome decide(Key key, Mutation.Undo undo, SpaceTransaction transaction, Decision decision)
            throws SQLException {
        return transaction.decide(new Write(key.type(), undo, new Precondition.None()), work.author(), decision);
    }

    private void tell(Key key, Item item, List<String> fields, String state) {
        ObjectNode told = Json.object()
                .put("type", key.type().name())
                .put("uid", key.uid().toString());
        fields.forEach(told.putArray("fields")::add);
        told.put("version", item.version());
        if (!state.isEmpty()) {
            told.put(state, true);
        }
        reverted.add(told);
    }
}
