package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.ChangePage;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.journal.JournalEntry;
import dev.toolbridge.service.memory.MemoryBudget;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Reads the journal for streams: a few reads at a time, so that streams neither hold all connections of the pool
/// nor fill the memory.
public final class Journals {
    private static final int PAGE_ENTRIES = 256;
    private static final String CLIENT = "streams";

    /// The memory that a part takes; a single large entry may take more.
    static final int PART_BYTES = MemoryBudget.SMALL_BYTES;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Changes changes;
    private final CursorCodec cursors;
    private final Semaphore live;
    private final Semaphore behind;

    /// Too small for the pages of requests, so that the store gives shorter ones.
    private final MemoryBudget memory;

    /// @param readsMax the reads at a time, for live streams and for those that are behind each
    Journals(Changes changes, CursorCodec cursors, int readsMax) {
        this.changes = changes;
        this.cursors = cursors;
        this.live = new Semaphore(readsMax, true);
        this.behind = new Semaphore(readsMax, true);
        this.memory = new MemoryBudget(4L * readsMax * PART_BYTES, PATIENCE);
    }

    /// Events from a place on.
    ///
    /// @param next the place after them
    record Part(List<ChangeEvent> events, Cursor next, boolean hasMore) {}

    /// The next events for all live streams of a question.
    Part forLive(ChangeQuestion question, Cursor after) {
        return read(question, after, live);
    }

    /// The next events for one stream that is behind.
    Part forOne(ChangeQuestion question, Cursor after) {
        return read(question, after, behind);
    }

    /// The place after the last change.
    Cursor latest(ChangeQuestion question) {
        return changes.latest(question.space());
    }

    /// A place as clients keep it.
    String text(ChangeQuestion question, Cursor place) {
        return cursors.encode(place, question.text());
    }

    /// The place that a client has kept; empty for one that means the beginning.
    Optional<Cursor> place(ChangeQuestion question, String text) {
        return cursors.decode(text, question.text());
    }

    private Part read(ChangeQuestion question, Cursor after, Semaphore reads) {
        reads.acquireUninterruptibly();
        try {
            var part = new Part[1];
            memory.open(CLIENT).use(() -> part[0] = part(question, after));
            return part[0];
        } finally {
            reads.release();
        }
    }

    private Part part(ChangeQuestion question, Cursor after) {
        ChangePage page = changes.read(question.space(), question.query(Optional.of(after), PAGE_ENTRIES));
        var events = new ArrayList<ChangeEvent>(page.entries().size());
        MemoryBudget.ofProcess().open(CLIENT).use(() -> addEvents(question, page, events));
        return new Part(events, page.next(), page.hasMore());
    }

    /// Patches are made of trees, for which the memory of a part is too small.
    private void addEvents(ChangeQuestion question, ChangePage page, List<ChangeEvent> events) {
        var json = new EntryJson(question.include());
        page.entries().forEach(entry -> events.add(event(question, page.next(), entry, json)));
    }

    private ChangeEvent event(ChangeQuestion question, Cursor page, JournalEntry entry, EntryJson json) {
        var place = new Cursor(page.incarnation(), page.epoch(), entry.seq(), 0);
        return ChangeEvent.of(entry.seq(), text(question, place), json.bytes(entry));
    }
}
