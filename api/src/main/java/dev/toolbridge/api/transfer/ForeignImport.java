package dev.toolbridge.api.transfer;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.TransferStore.Stored;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.ReportCounts;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;

/// The import of items that a reader finds in another program's files. An item keeps the hash that it had when it came;
/// so the next import tells what changed there and what changed here, and writes only what changed there alone.
public final class ForeignImport implements Sink {
    private static final int TOGETHER_MAX = 200;
    private static final long BYTES_MAX = 2 * 1_048_576;

    private final Space space;
    private final TransferStore target;
    private final SpaceTransfer transfer;
    private final Instant now;
    private final LongConsumer progress;
    private final Tally tally = new Tally();
    private final ReportCounts lines = new ReportCounts();
    private final List<Found> waiting = new ArrayList<>();
    private long bytes;

    /// An item with the text of its payload.
    private record Found(ImportedItem item, byte[] payload) {}

    /// @param now the time of the import: no item comes from the future
    /// @param progress learns of the items that are done
    public ForeignImport(TransferStore target, SpaceTransfer transfer, Instant now, LongConsumer progress) {
        this.space = transfer.space();
        this.target = target;
        this.transfer = transfer;
        this.now = now;
        this.progress = progress;
    }

    @Override
    public void item(ImportedItem item) {
        Optional<String> complaint = JsonLimits.complaint(item.payload());
        if (complaint.isPresent()) {
            tally.countRefused(item.type().name(), item.uid(), "invalid payload: " + complaint.get());
            progress.accept(1);
            return;
        }
        var found = new Found(item, Json.bytes(item.payload(now)));
        waiting.add(found);
        bytes += found.payload().length;
        if (waiting.size() == TOGETHER_MAX || bytes > BYTES_MAX) {
            flush();
        }
    }

    @Override
    public void line(ReportLine line) {
        lines.add(line);
    }

    /// Stores what waits.
    public void flush() {
        Map<EntityType, List<UUID>> uids = new HashMap<>();
        waiting.forEach(found -> uids.computeIfAbsent(found.item().type(), _ -> new ArrayList<>())
                .add(found.item().uid()));
        Map<EntityType, Map<UUID, Stored>> present = new HashMap<>();
        uids.forEach((type, ofType) -> present.put(type, target.stored(space, type, ofType)));
        for (Found found : waiting) {
            Stored stored = present.get(found.item().type()).get(found.item().uid());
            judge(found, Optional.ofNullable(stored));
        }
        transfer.flush();
        progress.accept(waiting.size());
        waiting.clear();
        bytes = 0;
    }

    private void judge(Found found, Optional<Stored> stored) {
        if (stored.isEmpty()) {
            add(found, 0);
            return;
        }
        String hash = stored.get().payload().path("imported").path("hash").asText();
        boolean isSameThere = hash.equals(found.item().hash());
        boolean isSameHere =
                !stored.get().isDeleted() && ImportedItem.untouched(stored.get().payload());
        if (isSameThere && isSameHere) {
            tally.countPresent(1);
        } else if (isSameHere) {
            add(found, stored.get().updatedAtMs() + 1);
        } else {
            String reason = isSameThere ? "left: it changed here" : "left: it changed here and there";
            tally.countLeft(found.item().type().name(), found.item().uid(), reason);
        }
    }

    private void add(Found found, long leastMs) {
        ImportedItem item = found.item();
        long updatedMs = Math.min(item.updated().orElse(now).toEpochMilli(), now.toEpochMilli());
        var created = item.created().map(Instant::toEpochMilli).map(OptionalLong::of);
        var origin = new StateElsewhere(
                StateElsewhere.NO_VERSION,
                Math.max(updatedMs, leastMs),
                OptionalLong.empty(),
                created.orElse(OptionalLong.empty()),
                Optional.empty(),
                Optional.empty());
        transfer.add(IncomingItem.of(item.type(), item.uid(), origin, found.payload()), tally);
    }

    public Tally tally() {
        return tally;
    }

    /// All that did not come over as it was.
    public ReportCounts lines() {
        return lines;
    }
}
