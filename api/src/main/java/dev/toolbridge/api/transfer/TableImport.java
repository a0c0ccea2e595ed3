package dev.toolbridge.api.transfer;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.StateElsewhere;
import dev.toolbridge.api.store.TransferStore;
import dev.toolbridge.api.store.TransferStore.State;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.old.OldDatabase;
import dev.toolbridge.moving.old.OldItem;
import dev.toolbridge.moving.old.OldKey;
import dev.toolbridge.moving.old.OldTable;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/// The import of one table of an owner: compares the keys of each part, stores the items that differ, and compares both
/// sides afterwards.
final class TableImport {
    private final OldDatabase source;
    private final TransferStore target;
    private final OldTable table;
    private final UUID owner;
    private final Space space;
    private final EntityType type;
    private final Tally tally = new Tally();
    private final Digests digests = new Digests();
    private final List<Tally.Named> differing = new ArrayList<>();

    /// The rows to import, and the space that they come to.
    record Rows(OldTable table, UUID owner, Space space) {}

    TableImport(OldDatabase source, TransferStore target, Rows rows) {
        this.source = source;
        this.target = target;
        this.table = rows.table();
        this.owner = rows.owner();
        this.space = rows.space();
        this.type = Entities.named(table.name());
    }

    /// @param progress learns of the rows that are done
    TableReport run(SpaceTransfer transfer, LongConsumer progress) throws SQLException {
        long orphans = source.count(table, owner).orphans();
        source.keys(table, owner, keys -> {
            if (!keys.isEmpty()) {
                copy(keys, transfer);
                compare(keys);
                progress.accept(keys.size());
            }
        });
        return new TableReport(table.name(), tally, orphans, digests, differing);
    }

    private void copy(List<OldKey> keys, SpaceTransfer transfer) throws SQLException {
        Map<UUID, State> present = target.states(space, type, uids(keys));
        List<UUID> due = keys.stream()
                .filter(key -> !isSame(key, present.get(key.uid())))
                .map(OldKey::uid)
                .toList();
        tally.countPresent(keys.size() - due.size());
        source.items(table, owner, due, item -> add(item, transfer));
        transfer.flush();
    }

    private void add(OldItem item, SpaceTransfer transfer) {
        if (item.payload().isEmpty()) {
            String reason = ErrorCode.ITEM_TOO_LARGE.wireName() + ": the payload exceeds the limit on an item";
            tally.countRefused(table.name(), item.key().uid(), reason);
            return;
        }
        OldKey key = item.key();
        var origin = new StateElsewhere(
                key.version(),
                key.updatedAtMs(),
                key.deletedAtMs(),
                item.createdAtMs(),
                item.parentUid(),
                Optional.empty());
        byte[] payload = item.payload().get().getBytes(StandardCharsets.UTF_8);
        transfer.add(IncomingItem.of(type, key.uid(), origin, payload), tally);
    }

    private void compare(List<OldKey> keys) throws SQLException {
        var there = new HashMap<UUID, String>();
        source.hashes(table, owner, uids(keys)).forEach(hash -> there.put(hash.uid(), hash.hash()));
        for (UUID uid : digests.add(there, target.hashes(space, type, uids(keys)))) {
            if (differing.size() < Tally.NAMED_MAX) {
                differing.add(new Tally.Named(table.name(), uid, "differs"));
            }
        }
    }

    private static boolean isSame(OldKey key, State state) {
        return state != null
                && key.version() == state.version()
                && key.updatedAtMs() == state.updatedAtMs()
                && key.deletedAtMs().equals(state.deletedAtMs());
    }

    private static List<UUID> uids(List<OldKey> keys) {
        return keys.stream().map(OldKey::uid).toList();
    }
}
