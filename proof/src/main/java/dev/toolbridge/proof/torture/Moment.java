package dev.toolbridge.proof.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One possible state of three writers, a reader, a wipe and the database.
///
/// @param holder the writer, or the wipe, that holds the head
/// @param head the last number that was committed
/// @param clock the sequence, or the server's clock
/// @param rows the committed rows, in order
/// @param wiped the progress of the wipe
record Moment(
        List<Writer> writers, int holder, int head, int clock, int epoch, List<Row> rows, Reader reader, Phase wiped) {

    static final int WRITERS = 3;
    static final int NOBODY = -1;
    static final int WIPE = WRITERS;

    /// The number of places for one number.
    private static final int PLACES = 10;

    /// Every client began in this epoch.
    static final int FIRST_EPOCH = 1;

    static final Moment BEGIN = new Moment(
            List.of(Writer.BEGIN, Writer.BEGIN, Writer.BEGIN),
            NOBODY,
            0,
            1,
            FIRST_EPOCH,
            List.of(),
            Reader.begin(FIRST_EPOCH),
            Phase.IDLE);

    /// The progress of a transaction.
    enum Phase {
        IDLE,
        CHECKED,
        NUMBERED,
        DONE
    }

    /// A writer, the number that it has taken, and the count of transactions that it has ended.
    record Writer(Phase phase, int number, int done) {
        private static final int TRANSACTIONS = 2;
        static final Writer BEGIN = new Writer(Phase.IDLE, 0, 0);

        Writer checked() {
            return new Writer(Phase.CHECKED, 0, done);
        }

        Writer numbered(int newNumber) {
            return new Writer(Phase.NUMBERED, newNumber, done);
        }

        Writer ended() {
            return new Writer(done + 1 < TRANSACTIONS ? Phase.IDLE : Phase.DONE, 0, done + 1);
        }
    }

    /// A committed row. The uid tells rows with the same number apart.
    ///
    /// @param uid the writer and the index of the row among its rows
    record Row(int number, int uid) {

        static Row of(int writer, Writer state) {
            return new Row(state.number(), writer * Writer.TRANSACTIONS + state.done());
        }

        int place() {
            return number * PLACES + uid;
        }

        int writer() {
            return uid / Writer.TRANSACTIONS;
        }
    }

    /// A device that pulls a row at a time.
    ///
    /// @param cursor the place that it has reached
    /// @param seen the rows that it has
    /// @param pending true after a last page whose head it does not know yet
    record Reader(int epoch, int cursor, Set<Integer> seen, boolean pending) {

        static Reader begin(int epoch) {
            return new Reader(epoch, 0, Set.of(), false);
        }

        Reader at(int newCursor, int uid) {
            var more = new TreeSet<>(seen);
            more.add(uid);
            return new Reader(epoch, newCursor, more, false);
        }
    }

    /// The violated promise, if this state violates one.
    Optional<String> violation() {
        if (epoch != FIRST_EPOCH && !rows.isEmpty()) {
            return Optional.of("a row of the old epoch lives in the new one");
        }
        boolean lost = reader.epoch() == epoch
                && rows.stream()
                        .anyMatch(row ->
                                row.place() <= reader.cursor() && !reader.seen().contains(row.uid()));
        return lost ? Optional.of("the reader has passed a row that it never saw") : Optional.empty();
    }

    /// The rows after the reader's cursor.
    List<Row> due() {
        return rows.stream().filter(row -> row.place() > reader.cursor()).toList();
    }

    /// The place after every row up to the head.
    int headPlace() {
        return head * PLACES + PLACES - 1;
    }

    Moment with(int number, Writer writer) {
        var changed = new ArrayList<>(writers);
        changed.set(number, writer);
        return new Moment(List.copyOf(changed), holder, head, clock, epoch, rows, reader, wiped);
    }

    Moment heldBy(int newHolder) {
        return new Moment(writers, newHolder, head, clock, epoch, rows, reader, wiped);
    }

    Moment at(int newClock) {
        return new Moment(writers, holder, head, newClock, epoch, rows, reader, wiped);
    }

    Moment read(Reader newReader) {
        return new Moment(writers, holder, head, clock, epoch, rows, newReader, wiped);
    }

    Moment wiping(Phase phase) {
        return new Moment(writers, holder, head, clock, epoch, rows, reader, phase);
    }

    Moment committed(Row row, int newHead) {
        var more = new ArrayList<>(rows);
        more.add(row);
        more.sort(Comparator.comparingInt(Row::place));
        return new Moment(writers, holder, newHead, clock, epoch, List.copyOf(more), reader, wiped);
    }

    Moment emptied() {
        return new Moment(writers, holder, head + 1, clock, epoch + 1, List.of(), reader, Phase.DONE);
    }
}
