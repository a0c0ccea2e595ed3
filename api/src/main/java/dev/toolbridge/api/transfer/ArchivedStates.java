package dev.toolbridge.api.transfer;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.Parent;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.archive.Archive;
import dev.toolbridge.moving.archive.ArchiveLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All states of the items in an archive, in parts of a bounded size: parents before children, and of each item the
/// earliest state first.
final class ArchivedStates implements AutoCloseable {
    private static final int STATES_MAX = 500;
    private static final int BYTES_MAX = 1_048_576;

    private final Archive archive;
    private final Iterator<EntityType> types = parentsFirst().iterator();
    private Optional<Lines> open = Optional.empty();
    private Optional<ArchivedLine> item = Optional.empty();

    ArchivedStates(Archive archive) {
        this.archive = archive;
    }

    /// One state.
    ///
    /// @param arrival the item in this state; empty if its line is not one of an item
    /// @param isLast true if it is the last state of its item
    record State(EntityType type, Optional<IncomingItem> arrival, boolean isLast) {
        private int bytes() {
            return arrival.map(IncomingItem::bytes).orElse(0);
        }
    }

    /// The lines of a type: those of its items, and those of its journal.
    private record Lines(EntityType type, ArchiveLines present, PastLines past) {}

    /// The next part; empty behind the last.
    Optional<List<State>> next() throws IOException {
        var part = new ArrayList<State>();
        long bytes = 0;
        Optional<State> state = state();
        while (state.isPresent()) {
            part.add(state.get());
            bytes += state.get().bytes();
            state = part.size() == STATES_MAX || bytes > BYTES_MAX ? Optional.empty() : state();
        }
        return part.isEmpty() ? Optional.empty() : Optional.of(part);
    }

    private Optional<State> state() throws IOException {
        while (item.isPresent() || open.isPresent() || types.hasNext()) {
            if (item.isPresent()) {
                return Optional.of(stateOf(open.orElseThrow(), item.get()));
            }
            if (open.isEmpty()) {
                open(types.next());
                continue;
            }
            Optional<byte[]> line = open.get().present().next();
            if (line.isEmpty()) {
                close();
                continue;
            }
            item = ArchivedLine.of(line.get());
            if (item.isEmpty()) {
                return Optional.of(new State(open.get().type(), Optional.empty(), true));
            }
        }
        return Optional.empty();
    }

    /// The next state of an item: a version of its journal, or at last the item itself.
    private State stateOf(Lines lines, ArchivedLine present) throws IOException {
        Optional<ArchivedLine> last = Optional.empty();
        Optional<ArchivedLine> change = lines.past().next(present.uid());
        while (change.isPresent()) {
            if (change.get().version() < present.version()) {
                IncomingItem version = change.get().arrival(lines.type(), change, present.createdAtMs());
                return new State(lines.type(), Optional.of(version), false);
            }
            last = change;
            change = lines.past().next(present.uid());
        }
        item = Optional.empty();
        IncomingItem arrival = present.arrival(lines.type(), last, present.createdAtMs());
        return new State(lines.type(), Optional.of(arrival), true);
    }

    private void open(EntityType type) throws IOException {
        Optional<ArchiveLines> present = archive.lines("items/" + type.plural() + ".jsonl");
        if (present.isPresent()) {
            var past = new PastLines(archive.lines("history/" + type.plural() + ".jsonl"));
            open = Optional.of(new Lines(type, present.get(), past));
        }
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            try (var _ = open.get().present();
                    var _ = open.get().past()) {
                open = Optional.empty();
            }
        }
    }

    private static List<EntityType> parentsFirst() {
        return Entities.ALL.stream()
                .sorted(Comparator.comparingInt(ArchivedStates::depth))
                .toList();
    }

    /// The number of types between a type and one that stands alone, itself included. A type may be kept under itself.
    private static int depth(EntityType type) {
        Stream<String> parents =
                switch (type.parent()) {
                    case Parent.None _ -> Stream.empty();
                    case Parent.Loose parent -> Stream.of(parent.type());
                    case Parent.Required parent -> Stream.of(parent.type());
                    case Parent.Chosen parent -> parent.types().stream();
                };
        return parents.filter(parent -> !parent.equals(type.name()))
                .mapToInt(parent -> depth(Entities.named(parent)) + 1)
                .max()
                .orElse(0);
    }
}
