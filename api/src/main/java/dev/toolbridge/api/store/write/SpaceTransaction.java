package dev.toolbridge.api.store.write;

import dev.toolbridge.api.item.Author;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.decision.Decision;
import dev.toolbridge.api.item.decision.ItemChange;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Placement;
import dev.toolbridge.api.item.decision.Verdict;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.store.query.IndexedTexts;
import dev.toolbridge.api.store.query.Matches;
import dev.toolbridge.api.store.space.SpaceHeads;
import dev.toolbridge.api.store.space.SpaceQuery;
import dev.toolbridge.api.write.Batch;
import dev.toolbridge.api.write.Result;
import dev.toolbridge.api.write.Stored;
import dev.toolbridge.api.write.Work;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.error.Refusal;
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
import java.util.UUID;
import java.util.stream.Collectors;

/// One write transaction of a space, in two round trips: take numbers from the head and read the items for the
/// decisions; then write the decided changes and commit. A large transaction writes in steps, so that not all
/// is in memory at once, and ends early when its answers are large as well.
///
/// It takes numbers first, as a statement of its own: this waits for the transaction before it, and later
/// statements read the rows which that one left.
final class SpaceTransaction {

    /// The most bytes to read and decide before a step is written.
    private static final long STEP_BYTES_MAX = 1_048_576;

    /// The most bytes of outcomes that may wait to be answered.
    private static final long OUTCOME_BYTES_MAX = 4 * 1_048_576;

    private final Connection connection;
    private final Space space;
    private final Opening opening;
    private final Matches matches;
    private UseClaim claim;
    private long takenSeq;
    private long usedSeq;
    private boolean hasStored;
    private boolean hasOthers;
    private boolean keepsConflicts;
    private long outcomeBytes;
    private final List<Unnumbered> unnumbered = new ArrayList<>();
    private final Map<Key, Author> unreleased = new LinkedHashMap<>();
    private final List<Receipts.Row> receipts = new ArrayList<>();

    private SpaceTransaction(Connection connection, Space space, Matches matches, Opening opening) {
        this.claim = UseClaim.NONE;
        this.connection = connection;
        this.space = space;
        this.opening = opening;
        this.matches = matches;
        this.takenSeq = opening.lastSeq();
        this.usedSeq = opening.lastSeq() - opening.taken();
    }

    /// The facts after the head is taken: the last of the taken numbers, and the present items.
    private record Opening(long lastSeq, int taken, int epoch, boolean holdsWiped, PresentRows present) {}

    /// A placement that has no number yet.
    private record Unnumbered(Placement placement, Author author) {}

    /// Begins a transaction; empty when the space has no head yet.
    ///
    /// @param writes the writes to take numbers for, whose items are read ahead
    /// @param texts finds items by their words
    static Optional<SpaceTransaction> begin(Connection connection, Space space, List<Write> writes, IndexedTexts texts)
            throws SQLException {
        Set<Key> keys = PresentRows.keys(writes);
        String statements =
                String.join(";", SpaceHeads.TAKE_NUMBERS, SpaceHeads.HOLDS_WIPED, PresentRows.reading(keys));
        try (var query = SpaceQuery.prepare(connection, space, statements)) {
            query.bind(writes.size()).bind(space.tenant()).bind(space.id());
            query.bind(space.tenant()).bind(space.id());
            PresentRows.bindKeys(query, space, keys);
            ResultSet head = query.rows();
            if (!head.next()) {
                return Optional.empty();
            }
            long lastSeq = head.getLong("seq");
            int epoch = head.getInt("epoch");
            boolean holdsWiped = query.nextRows().next();
            var present = new PresentRows(connection, space, keys, query.nextRows());
            var matches = new Matches(connection, space, texts);
            var opening = new Opening(lastSeq, writes.size(), epoch, holdsWiped, present);
            return Optional.of(new SpaceTransaction(connection, space, matches, opening));
        }
    }

    /// The same transaction, which commits only what the limits on its tenant's use allow.
    SpaceTransaction within(UseClaim limits) {
        claim = limits;
        return this;
    }

    /// Decides every write on the results of those before it, then stores and commits. Batches that are left
    /// over because the answers are large are not in the result.
    Map<Batch, Result<Stored>> run(List<Batch> batches, Decision decision) throws SQLException {
        var results = new IdentityHashMap<Batch, Result<Stored>>();
        for (Batch batch : batches) {
            if (outcomeBytes > OUTCOME_BYTES_MAX) {
                break;
            }
            results.put(batch, decide(batch, decision));
        }
        commit();
        return results;
    }

    /// Stores and commits what was decided, if that is anything.
    void commit() throws SQLException {
        if (hasStored || hasOthers || keepsConflicts || !unnumbered.isEmpty() || !receipts.isEmpty()) {
            storeAndCommit(numbered(takenSeq - unnumbered.size()));
        }
    }

    /// Notes that the connection has rows of others that commit with this, even if no item changes.
    void commitsMore() {
        hasOthers = true;
    }

    /// True if more items refer to the deleted ones than one transaction releases.
    boolean leavesReferrers() {
        return !unreleased.isEmpty();
    }

    private Result<Stored> decide(Batch batch, Decision decision) throws SQLException {
        Optional<Refusal> passed = passedEpoch(batch);
        if (passed.isPresent()) {
            return new Result.Refused<>(passed.get());
        }
        var outcomes = new ArrayList<Outcome>();
        for (Write write : batch.writes()) {
            outcomes.add(told(write, decide(write, batch.author(), decision)));
        }
        var stored = new Stored(outcomes);
        keep(batch, stored);
        return new Result.Done<>(stored);
    }

    /// The refusal of work for another epoch than the present one.
    Optional<Refusal> passedEpoch(Work<?> work) {
        return work.epoch().isPresent() && work.epoch().getAsInt() != opening.epoch()
                ? Optional.of(Refusals.epochMismatch(opening.epoch()))
                : Optional.empty();
    }

    /// Decides one write on the results of those before it. Its changes are stored in steps, and commit with
    /// the transaction. A push to a shared space looks into the journal, so what was decided about its item is
    /// written before.
    Outcome decide(Write write, Author author, Decision decision) throws SQLException {
        if (space.isShared()
                && write.mutation() instanceof Mutation.Push push
                && opening.present().isChanged(new Key(write.type(), push.uid()))) {
            store();
        }
        Verdict verdict = decision.by(author.subject()).of(write, opening.present());
        note(verdict.placements(), author);
        if (verdict.conflict().isPresent()) {
            ConflictRows.keep(connection, space, verdict.conflict().get(), author);
            keepsConflicts = true;
        }
        if (opening.present().stepBytes() > STEP_BYTES_MAX) {
            store();
        }
        return verdict.outcome();
    }

    /// The first live items that match a filter now, with the changes decided so far: those are written before.
    List<UUID> first(int count, EntityType type, Filter filter) throws SQLException {
        store();
        List<UUID> uids = matches.first(count, type, filter);
        if (!uids.isEmpty()) {
            opening.present()
                    .readTogether(uids.stream().map(uid -> new Key(type, uid)).collect(Collectors.toSet()));
        }
        return uids;
    }

    /// Tells if live items are kept under an item, with the changes decided so far: those are written before.
    boolean isUsed(Key key) throws SQLException {
        store();
        return Referrers.isUsed(connection, space, key);
    }

    /// Keeps the receipt of finished work, if it has one.
    <R> void keep(Work<R> work, R done) {
        Receipts.Row.of(work, done).ifPresent(receipts::add);
    }

    /// The outcome for the answer: pushes and imports are answered without payloads.
    private Outcome told(Write write, Outcome outcome) {
        boolean isCopied = write.mutation() instanceof Mutation.Push || write.mutation() instanceof Mutation.Import;
        Outcome told = isCopied ? outcome.withoutPayload() : outcome;
        outcomeBytes += told.bytes();
        return told;
    }

    /// Writes the changes decided so far.
    private void store() throws SQLException {
        if (!unnumbered.isEmpty()) {
            List<ChangeRows.Row> rows = numbered(usedSeq);
            prepare(rows);
            try (var query = SpaceQuery.prepareInside(connection, claim.before(hasStored) + ChangeRows.WRITE)) {
                claim.bindBefore(query, space, hasStored);
                ChangeRows.bind(query, space, rows);
                query.execute();
            }
            usedSeq += unnumbered.size();
            unnumbered.clear();
            hasStored = true;
        }
        opening.present().endStep();
    }

    private void note(List<Placement> placements, Author author) {
        if (!placements.isEmpty()
                && opening.present().isLeftReferredTo(placements.getFirst().key())) {
            unreleased.put(placements.getFirst().key(), author);
        }
        for (Placement placement : placements) {
            unnumbered.add(new Unnumbered(placement, author));
            if (placement instanceof ItemChange change) {
                opening.present().put(change);
            }
        }
    }

    private List<ChangeRows.Row> numbered(long afterSeq) throws SQLException {
        long missing = usedSeq + unnumbered.size() - takenSeq;
        if (missing > 0) {
            takenSeq = SpaceHeads.take(connection, space, (int) missing);
        }
        long seq = Math.max(afterSeq, usedSeq);
        var rows = new ArrayList<ChangeRows.Row>();
        for (Unnumbered next : unnumbered) {
            seq++;
            rows.add(new ChangeRows.Row(seq, next.placement(), next.author()));
        }
        return rows;
    }

    /// Prepares for the rows: deletes wiped ones under their keys, and records the releases that are left.
    private void prepare(List<ChangeRows.Row> rows) throws SQLException {
        if (opening.holdsWiped()) {
            ChangeRows.clearWiped(connection, rows);
        }
        PendingReleases.keep(connection, space, unreleased, rows);
    }

    private void storeAndCommit(List<ChangeRows.Row> rows) throws SQLException {
        prepare(rows);
        String statements = (rows.isEmpty() ? "" : ChangeRows.WRITE) + (receipts.isEmpty() ? "" : Receipts.KEEP);
        boolean isChange = hasStored || !rows.isEmpty();
        UseClaim last = isChange ? claim : UseClaim.NONE;
        try (var query =
                SpaceQuery.prepareInside(connection, last.before(hasStored) + statements + last.last() + "COMMIT")) {
            last.bindBefore(query, space, hasStored);
            if (!rows.isEmpty()) {
                ChangeRows.bind(query, space, rows);
            }
            if (!receipts.isEmpty()) {
                Receipts.bind(query, space, opening.epoch(), receipts);
            }
            last.execute(query, space);
        }
    }
}
