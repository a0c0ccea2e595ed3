package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Applied;
import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Batch;
import dev.toolbridge.api.item.Decision;
import dev.toolbridge.api.item.ItemChange;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Work;
import dev.toolbridge.api.item.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One write transaction of a space, in two round trips: take numbers from the head and read what the decisions need;
/// then write what was decided and commit.
///
/// Taking numbers comes first and is a statement of its own: it waits for the transaction before it, and what is read
/// after it is what that one left.
final class SpaceTransaction {

    private final Connection connection;
    private final Space space;
    private final List<Batch> batches;
    private final Opening opening;
    private final List<Decided> changes = new ArrayList<>();
    private final Map<Key, Author> unreleased = new LinkedHashMap<>();
    private final List<Receipts.Row> receipts = new ArrayList<>();

    private SpaceTransaction(Connection connection, Space space, List<Batch> batches, Opening opening) {
        this.connection = connection;
        this.space = space;
        this.batches = batches;
        this.opening = opening;
    }

    /// What is known once the head is held: the last of the numbers that were taken, and what is there.
    private record Opening(long lastSeq, int taken, int epoch, boolean holdsWiped, PresentRows present) {}

    /// A decided change that has no number yet.
    private record Decided(ItemChange change, Author author, boolean isNew) {}

    /// Begins a transaction; empty when the space has no head yet.
    static Optional<SpaceTransaction> begin(Connection connection, Space space, List<Batch> batches)
            throws SQLException {
        List<Write> writes =
                batches.stream().flatMap(batch -> batch.writes().stream()).toList();
        Set<Key> keys = PresentRows.keys(writes);
        try (var query = SpaceQuery.prepare(connection, space, SpaceHeads.TAKE_NUMBERS + ";" + PresentRows.READ)) {
            query.bind(writes.size()).bind(space.tenant()).bind(space.id());
            PresentRows.bindKeys(query, space, keys);
            ResultSet head = query.rows();
            if (!head.next()) {
                return Optional.empty();
            }
            long lastSeq = head.getLong("seq");
            int epoch = head.getInt("epoch");
            boolean holdsWiped = head.getBoolean("holds_wiped");
            var present = new PresentRows(connection, space, keys, query.nextRows());
            var opening = new Opening(lastSeq, writes.size(), epoch, holdsWiped, present);
            return Optional.of(new SpaceTransaction(connection, space, batches, opening));
        }
    }

    /// Decides every write, each seeing what those before it did, then stores and commits.
    Map<Work, Applied> run(Decision decision) throws SQLException {
        var applied = new IdentityHashMap<Work, Applied>();
        for (Batch batch : batches) {
            var result = decide(batch, decision);
            applied.put(batch, result);
            Receipts.Row.of(batch, result).ifPresent(receipts::add);
        }
        if (!changes.isEmpty() || !receipts.isEmpty()) {
            storeAndCommit(numbered());
        }
        return applied;
    }

    /// Whether more refers to what was deleted than one transaction releases.
    boolean leavesReferrers() {
        return !unreleased.isEmpty();
    }

    private Applied decide(Batch batch, Decision decision) {
        if (batch.epoch().isPresent() && batch.epoch().getAsInt() != opening.epoch()) {
            return new Applied.Refused(Refusals.epochMismatch(opening.epoch()));
        }
        var outcomes = new ArrayList<Outcome>();
        for (Write write : batch.writes()) {
            Outcome outcome = decision.of(write, opening.present());
            switch (outcome) {
                case Outcome.Changed changed -> note(changed, batch.author());
                case Outcome.Lost lost -> changes.add(new Decided(lost.winner(), batch.author(), false));
                case Outcome.Unchanged _, Outcome.Refused _ -> {}
            }
            outcomes.add(outcome);
        }
        return new Applied.Decided(outcomes);
    }

    private void note(Outcome.Changed changed, Author author) {
        ItemChange first = changed.changes().getFirst();
        if (opening.present().isLeftReferredTo(first.key())) {
            unreleased.put(first.key(), author);
        }
        for (ItemChange change : changed.changes()) {
            changes.add(new Decided(change, author, true));
            opening.present().put(change);
        }
    }

    private List<ChangeRows.Row> numbered() throws SQLException {
        int missing = changes.size() - opening.taken();
        long seq = (missing > 0 ? SpaceHeads.take(connection, space, missing) : opening.lastSeq()) - changes.size();
        var rows = new ArrayList<ChangeRows.Row>();
        for (Decided decided : changes) {
            seq++;
            rows.add(new ChangeRows.Row(seq, decided.change(), decided.author(), decided.isNew()));
        }
        return rows;
    }

    private void storeAndCommit(List<ChangeRows.Row> rows) throws SQLException {
        if (opening.holdsWiped()) {
            ChangeRows.clearWiped(connection, rows);
        }
        PendingReleases.keep(connection, space, unreleased, rows);
        String statements =
                (rows.isEmpty() ? "" : ChangeRows.WRITE) + (receipts.isEmpty() ? "" : Receipts.KEEP) + "COMMIT";
        try (var query = SpaceQuery.prepareInside(connection, statements)) {
            if (!rows.isEmpty()) {
                ChangeRows.bind(query, space, rows);
            }
            if (!receipts.isEmpty()) {
                Receipts.bind(query, space, opening.epoch(), receipts);
            }
            query.execute();
        }
    }
}
