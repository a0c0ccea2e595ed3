package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.item.decision.Releases;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.store.write.PendingReleases.Pending;
import dev.toolbridge.contract.OnDelete;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Continues a deletion: releases a part of the items that still refer to the deleted one, each as a change of
/// its own by the author of the deletion.
///
/// It finds the part while it holds the head, so that each of two servers finds the items that the other left.
public final class ReleaseTransaction {
    private final Connection connection;
    private final Space space;
    private final long nowMs;

    public ReleaseTransaction(Connection connection, Space space, long nowMs) {
        this.connection = connection;
        this.space = space;
        this.nowMs = nowMs;
    }

    /// Releases and commits; false when nothing is to be released in this space.
    public boolean run() throws SQLException {
        boolean holdsWiped = holdHead();
        Optional<Pending> pending = PendingReleases.first(connection, space);
        if (pending.isEmpty()) {
            return false;
        }
        switch (pending.get().key().type().onDelete()) {
            case OnDelete.KeepReferrers _ ->
                PendingReleases.forget(connection, space, pending.get().key());
            case OnDelete.ClearField clear -> release(pending.get(), clear, holdsWiped);
        }
        connection.commit();
        return true;
    }

    private boolean holdHead() throws SQLException {
        String statements = SpaceHeads.TAKE_NUMBERS + ";" + SpaceHeads.HOLDS_WIPED;
        try (var query = SpaceQuery.prepare(connection, space, statements)) {
            query.bind(0).bind(space.tenant()).bind(space.id());
            query.bind(space.tenant()).bind(space.id());
            return query.rows().next() && query.nextRows().next();
        }
    }

    private void release(Pending pending, OnDelete.ClearField clear, boolean holdsWiped) throws SQLException {
        var part = new Referrers(connection, space).of(clear, pending.key().uid(), seqMax(pending));
        List<ChangeRows.Row> rows = numbered(Releases.of(clear, part.items(), nowMs), pending);
        if (!rows.isEmpty()) {
            write(rows, holdsWiped);
        }
        if (!part.areMore()) {
            PendingReleases.forget(connection, space, pending.key());
        }
    }

    /// If the item was revived, excludes referrers that changed since the deletion: they may mean the new one.
    private long seqMax(Pending pending) throws SQLException {
        return PresentRows.one(connection, space, pending.key()) instanceof Lookup.Live
                ? pending.seq()
                : Referrers.ANY_PLACE;
    }

    private List<ChangeRows.Row> numbered(List<ItemChange> changes, Pending pending) throws SQLException {
        long seq = SpaceHeads.take(connection, space, changes.size()) - changes.size();
        var rows = new ArrayList<ChangeRows.Row>();
        for (ItemChange change : changes) {
            seq++;
            rows.add(new ChangeRows.Row(seq, change, pending.author()));
        }
        return rows;
    }

    private void write(List<ChangeRows.Row> rows, boolean holdsWiped) throws SQLException {
        if (holdsWiped) {
            ChangeRows.clearWiped(connection, rows);
        }
        try (var query = SpaceQuery.prepareInside(connection, ChangeRows.WRITE)) {
            ChangeRows.bind(query, space, rows);
            query.execute();
        }
    }
}
