package dev.toolbridge.proof.torture;

import dev.toolbridge.proof.torture.Moment.Phase;
import dev.toolbridge.proof.torture.Moment.Reader;
import dev.toolbridge.proof.torture.Moment.Row;
import dev.toolbridge.proof.torture.Moment.Writer;
import dev.toolbridge.proof.torture.Scheme.EpochCheck;
import dev.toolbridge.proof.torture.Scheme.HeadRead;
import dev.toolbridge.proof.torture.Scheme.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A possible next step under a scheme.
///
/// @param label describes it in a counter-example
record Moves(String label, Moment next) {
    private static final int CLOCK_MAX = 3;

    static List<Moves> from(Moment now, Scheme scheme) {
        var moves = new ArrayList<Moves>();
        IntStream.range(0, Moment.WRITERS).forEach(writer -> addWriter(now, scheme, writer, moves));
        addReader(now, scheme, moves);
        if (scheme.wipes()) {
            addWipe(now, moves);
        }
        if (scheme.numbers() == Numbers.SERVER_CLOCK && now.clock() < CLOCK_MAX) {
            moves.add(new Moves("the clock ticks", now.at(now.clock() + 1)));
        }
        return moves;
    }

    private static void addWriter(Moment now, Scheme scheme, int writer, List<Moves> moves) {
        Writer state = now.writers().get(writer);
        String name = "writer " + writer;
        switch (state.phase()) {
            case IDLE -> {
                if (scheme.epoch() == EpochCheck.BEFORE_THE_TRANSACTION) {
                    boolean right = now.epoch() == Moment.FIRST_EPOCH;
                    moves.add(new Moves(
                            name + " checks its epoch", now.with(writer, right ? state.checked() : state.ended())));
                } else {
                    addNumbers(now, scheme, writer, moves);
                }
            }
            case CHECKED -> addNumbers(now, scheme, writer, moves);
            case NUMBERED -> {
                Moment ended =
                        now.with(writer, state.ended()).heldBy(scheme.holdsHead() ? Moment.NOBODY : now.holder());
                int head = scheme.holdsHead() ? state.number() : now.head();
                moves.add(new Moves(name + " commits", ended.committed(Row.of(writer, state), head)));
                moves.add(new Moves(name + " rolls back", ended));
            }
            case DONE -> {}
        }
    }

    private static void addNumbers(Moment now, Scheme scheme, int writer, List<Moves> moves) {
        switch (scheme.numbers()) {
            case HEAD -> {
                if (now.holder() == Moment.NOBODY) {
                    boolean refused =
                            scheme.epoch() == EpochCheck.WHILE_THE_HEAD_IS_HELD && now.epoch() != Moment.FIRST_EPOCH;
                    moves.add(
                            refused
                                    ? new Moves(
                                            "writer " + writer + " is refused",
                                            now.with(
                                                    writer,
                                                    now.writers().get(writer).ended()))
                                    : numbered(now.heldBy(writer), writer, now.head() + 1));
                }
            }
            case SEQUENCE -> moves.add(numbered(now.at(now.clock() + 1), writer, now.clock()));
            case SERVER_CLOCK -> moves.add(numbered(now, writer, now.clock()));
            case CLIENT_CLOCK ->
                IntStream.rangeClosed(1, Moment.WRITERS).forEach(time -> moves.add(numbered(now, writer, time)));
        }
    }

    private static Moves numbered(Moment now, int writer, int number) {
        return new Moves(
                "writer " + writer + " takes number " + number,
                now.with(writer, now.writers().get(writer).numbered(number)));
    }

    private static void addReader(Moment now, Scheme scheme, List<Moves> moves) {
        Reader reader = now.reader();
        if (reader.epoch() != now.epoch()) {
            moves.add(new Moves("the reader starts over", now.read(Reader.begin(now.epoch()))));
        } else if (reader.pending()) {
            Reader next = new Reader(reader.epoch(), now.headPlace(), reader.seen(), false);
            moves.add(new Moves("the reader reads the head, " + now.head(), now.read(next)));
        } else if (!now.due().isEmpty()) {
            moves.add(page(now, scheme));
        }
    }

    private static Moves page(Moment now, Scheme scheme) {
        Row row = now.due().getFirst();
        boolean last = now.due().size() == 1;
        boolean toHead = last && scheme.holdsHead();
        Reader next = now.reader()
                .at(toHead && scheme.head() == HeadRead.WITH_THE_PAGE ? now.headPlace() : row.place(), row.uid());
        boolean pending = toHead && scheme.head() == HeadRead.AFTER_THE_PAGE;
        String label = "the reader reads number " + row.number() + " of writer " + row.writer();
        return new Moves(label, now.read(new Reader(next.epoch(), next.cursor(), next.seen(), pending)));
    }

    private static void addWipe(Moment now, List<Moves> moves) {
        if (now.wiped() == Phase.IDLE && now.holder() == Moment.NOBODY) {
            moves.add(
                    new Moves("the wipe takes the head", now.heldBy(Moment.WIPE).wiping(Phase.NUMBERED)));
        }
        if (now.wiped() == Phase.NUMBERED) {
            moves.add(new Moves("the wipe commits", now.emptied().heldBy(Moment.NOBODY)));
            moves.add(new Moves("the wipe rolls back", now.heldBy(Moment.NOBODY).wiping(Phase.DONE)));
        }
    }
}
