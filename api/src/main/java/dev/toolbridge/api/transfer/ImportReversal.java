package dev.toolbridge.api.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.TransferStore.Touched;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Transactions;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Takes an import of any size back, in steps of an undo each: the last written items first, so that children go before
/// their parents. What somebody has changed since stays and is named. One that was cut off is done again as a whole.
public final class ImportReversal {
    private static final int ITEMS_MAX = 500;
    private static final String DELETED = "deleted_later";

    private final TransferStore target;
    private final Transactions transactions;
    private final Space space;
    private final Author author;
    private final List<ObjectNode> named = new ArrayList<>();
    private final Map<String, Long> kept = new TreeMap<>();
    private long reverted;

    /// @param author the author of the undo, in a run of its own
    public ImportReversal(TransferStore target, Transactions transactions, Space space, Author author) {
        this.target = target;
        this.transactions = transactions;
        this.space = space;
        this.author = author;
    }

    /// The numbers of items that a run has written, by their types.
    public Map<String, Long> plan(RunKey run) {
        var counts = new TreeMap<String, Long>();
        eachPart(run, part -> part.forEach(item -> counts.merge(item.type(), 1L, Long::sum)));
        return counts;
    }

    /// Takes a run back.
    ///
    /// @param progress learns of the items that are done
    /// @throws Refusal `not_found` if there is no such run, `history_gone` if a part of it is not kept any more
    public void run(RunKey run, LongConsumer progress) {
        eachPart(run, part -> {
            undo(run, part.stream().map(Touched::uid).toList());
            progress.accept(part.size());
        });
    }

    /// The items that were taken back.
    public long reverted() {
        return reverted;
    }

    /// The changes that stay, of items that are not deleted already, as far as a report names them.
    public List<ObjectNode> named() {
        return List.copyOf(named);
    }

    /// The report.
    public ObjectNode json() {
        ObjectNode json = Json.object().put("reverted", reverted);
        ObjectNode reasons = json.putObject("kept");
        kept.forEach(reasons::put);
        named.forEach(json.putArray("named")::add);
        return json;
    }

    /// Gives each item once, in the part of its last change.
    private void eachPart(RunKey run, Consumer<List<Touched>> taker) {
        long before = Long.MAX_VALUE;
        List<Touched> part = target.touched(space, run.text(), before, ITEMS_MAX);
        if (part.isEmpty()) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "there is no import " + run.name());
        }
        while (!part.isEmpty()) {
            taker.accept(part);
            before = part.getLast().seq();
            part = target.touched(space, run.text(), before, ITEMS_MAX);
        }
    }

    /// Halves a step that is too large.
    private void undo(RunKey run, List<UUID> items) {
        var order = new RunUndo.Order(run.text(), Set.copyOf(items), false, OptionalLong.empty());
        var work = new RunUndo(order, _ -> Optional.empty(), OptionalInt.empty(), author, Optional.empty());
        switch (transactions.undo(space, work)) {
            case Result.Done<Undone>(Undone undone) -> count(undone);
            case Result.Refused<Undone>(Refusal refusal) -> {
                if (refusal.code() != ErrorCode.TOO_LARGE || items.size() == 1) {
                    throw refusal;
                }
                int half = items.size() / 2;
                undo(run, items.subList(0, half));
                undo(run, items.subList(half, items.size()));
            }
            case Result.Replayed<Undone> _, Result.Answered<Undone> _ ->
                throw new IllegalStateException("a reversal has no idempotency key");
        }
    }

    private void count(Undone undone) {
        reverted += undone.reverted().size();
        for (ObjectNode change : undone.kept()) {
            String why = change.path("why").asText();
            kept.merge(why, 1L, Long::sum);
            if (!why.equals(DELETED) && named.size() < Tally.NAMED_MAX) {
                named.add(change);
            }
        }
    }
}
