package dev.toolbridge.api.store;

import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Decision;
import dev.toolbridge.api.item.ItemChange;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Mutation;
import dev.toolbridge.api.item.Outcome;
import dev.toolbridge.api.item.References;
import dev.toolbridge.api.item.Refusals;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.Write;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One write transaction of a space, in two round trips: take numbers from the head and read what the decisions need;
/// then write what was decided and commit.
///
/// Taking numbers comes first and is a statement of its own: it waits for the transaction before it, and what is read
/// after it is what that one left.
final class SpaceTransaction {

    private static final String TAKE_NUMBERS = """
            UPDATE space_head SET seq = seq + ? WHERE tenant_id = ? AND space_id = ? RETURNING seq, epoch
            """;

    private final Connection connection;
    private final Space space;
    private final List<Write> writes;
    private final PresentRows present;
    private final int epoch;
    private final List<ItemChange> changes = new ArrayList<>();
    private long lastSeq;

    private SpaceTransaction(Connection connection, Space space, List<Write> writes, Opening opening) {
        this.connection = connection;
        this.space = space;
        this.writes = writes;
        this.lastSeq = opening.seq();
        this.epoch = opening.epoch();
        this.present = opening.present();
    }

    private record Opening(long seq, int epoch, PresentRows present) {}

    /// Begins a transaction; empty when the space has no head yet.
    static Optional<SpaceTransaction> begin(Connection connection, Space space, List<Write> writes)
            throws SQLException {
        Set<Key> keys = keys(writes);
        try (var query = SpaceQuery.prepare(connection, space, TAKE_NUMBERS + ";" + PresentRows.READ)) {
            query.bind(writes.size()).bind(space.tenant()).bind(space.id());
            PresentRows.bindKeys(query, space, keys);
            ResultSet head = query.rows();
            if (!head.next()) {
                return Optional.empty();
            }
            long seq = head.getLong("seq");
            int epoch = head.getInt("epoch");
            var present = new PresentRows(connection, space, keys, query.nextRows());
            return Optional.of(new SpaceTransaction(connection, space, writes, new Opening(seq, epoch, present)));
        }
    }

    /// Decides every write, each seeing what those before it did, then stores and commits.
    List<Outcome> run(Decision decision) throws SQLException {
        var outcomes = new ArrayList<Outcome>();
        for (Write write : writes) {
            outcomes.add(decide(write, decision));
        }
        if (!changes.isEmpty()) {
            takeMissingNumbers();
            ChangeRows.writeAndCommit(connection, space, changeRows(outcomes));
        }
        return outcomes;
    }

    private Outcome decide(Write write, Decision decision) {
        if (write.epoch().isPresent() && write.epoch().getAsInt() != epoch) {
            return new Outcome.Refused(Refusals.epochMismatch(epoch));
        }
        Outcome outcome = decision.of(write, present);
        if (outcome instanceof Outcome.Changed changed) {
            changes.addAll(changed.changes());
            changed.changes().forEach(present::put);
        }
        return outcome;
    }

    private void takeMissingNumbers() throws SQLException {
        int missing = changes.size() - writes.size();
        if (missing <= 0) {
            return;
        }
        try (var query = SpaceQuery.prepare(connection, space, TAKE_NUMBERS)) {
            ResultSet head =
                    query.bind(missing).bind(space.tenant()).bind(space.id()).rows();
            head.next();
            lastSeq = head.getLong("seq");
        }
    }

    private List<ChangeRows.Row> changeRows(List<Outcome> outcomes) {
        var rows = new ArrayList<ChangeRows.Row>();
        long seq = lastSeq - changes.size();
        for (int index = 0; index < writes.size(); index++) {
            if (outcomes.get(index) instanceof Outcome.Changed changed) {
                for (ItemChange change : changed.changes()) {
                    seq++;
                    rows.add(new ChangeRows.Row(seq, change, writes.get(index).author()));
                }
            }
        }
        return rows;
    }

    private static Set<Key> keys(List<Write> writes) {
        var keys = new LinkedHashSet<Key>();
        for (Write write : writes) {
            keys.add(new Key(write.type(), write.mutation().uid()));
            body(write.mutation())
                    .ifPresent(fields -> keys.addAll(References.candidates(write.type(), fields.object())));
        }
        return keys;
    }

    private static Optional<Body.Fields> body(Mutation mutation) {
        Optional<Body> body =
                switch (mutation) {
                    case Mutation.Create create -> Optional.of(create.body());
                    case Mutation.Replace replace -> Optional.of(replace.body());
                    case Mutation.Patch patch -> Optional.of(patch.body());
                    case Mutation.Delete _, Mutation.Archive _, Mutation.Process _ -> Optional.empty();
                };
        return body.filter(Body.Fields.class::isInstance).map(Body.Fields.class::cast);
    }
}
