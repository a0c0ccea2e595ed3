package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/// The way of one reader through the changes of its question. It first joins the live events, which wait in its
/// queue, and then reads what precedes them; so nothing can be missing in between. A full queue is dropped: the
/// reader goes on from its place, at its own pace.
///
/// Only the writing thread calls [#next]; the channel's thread fills the queue.
public final class Follower implements AutoCloseable {
    static final int EVENTS_MAX = 256;
    static final int BYTES_MAX = 262_144;

    private static final Cursor NOWHERE = new Cursor(new UUID(0, 0), 0, 0, 0);

    /// The wait for memory that others hold.
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Streams streams;
    private final ChangeQuestion question;
    private final Doorbell bell;
    private final QueueMemory memory;
    private Cursor place;
    private boolean isReady;
    private boolean isToTell = true;
    private boolean isGapOpen;
    private int reservedBytes;

    /// Guarded by this, as all below.
    private final ArrayDeque<ChangeEvent> queue = new ArrayDeque<>();

    private long queueBytes;
    private boolean isJoined;
    private Cursor joinedAt;
    private Cursor queueEnd;
    private Optional<ErrorCode> reset = Optional.empty();

    /// @param beginning the place after which the reader wants every change
    public Follower(Streams streams, ChangeQuestion question, Beginning beginning, Doorbell bell) {
        this.streams = streams;
        this.question = question;
        this.bell = bell;
        this.memory = streams.memory();
        switch (beginning) {
            case Beginning.After after -> {
                place = after.place();
                isGapOpen = after.isKept();
            }
            case Beginning.Gone(ErrorCode code) -> {
                place = NOWHERE;
                reset = Optional.of(code);
            }
        }
        this.joinedAt = place;
        this.queueEnd = place;
    }

    /// The next thing to write.
    public sealed interface Step {
        /// The reader will get every change after its place.
        record Ready(String cursor) implements Step {}

        /// Events, and nothing more if there are none.
        record Events(List<ChangeEvent> events) implements Step {}

        /// The reader has everything that was committed up to now.
        record CaughtUp(String cursor) implements Step {}

        /// The reader's place is gone; the stream ends.
        record Reset(ErrorCode code) implements Step {}
    }

    ChangeQuestion question() {
        return question;
    }

    /// The present place, as clients keep it.
    String cursor() {
        return streams.journals().text(question, place);
    }

    /// The number of the present place.
    long seq() {
        return place.seq();
    }

    /// The next step; reads at most one page. May wait for the database.
    public Step next() {
        try {
            giveBackReserve();
            if (isReset().isPresent()) {
                return new Step.Reset(isReset().get());
            }
            if (!isReady) {
                isReady = true;
                return new Step.Ready(cursor());
            }
            rejoin();
            if (isGapOpen || place.seq() < gapEnd().seq()) {
                return new Step.Events(gap());
            }
            List<ChangeEvent> events = drained();
            if (events.isEmpty() && isToTell && isLive()) {
                isToTell = false;
                return new Step.CaughtUp(cursor());
            }
            return new Step.Events(events);
        } catch (Refusal refusal) {
            if (refusal.code() == ErrorCode.EPOCH_MISMATCH || refusal.code() == ErrorCode.RESYNC_REQUIRED) {
                return new Step.Reset(refusal.code());
            }
            throw refusal;
        }
    }

    /// Tells if nothing is left to do until the bell rings.
    public synchronized boolean isIdle() {
        return isJoined && !isGapOpen && reset.isEmpty() && queue.isEmpty() && place.seq() >= joinedAt.seq();
    }

    /// Notes that events after a place will come from now on.
    synchronized void joined(Cursor at) {
        isJoined = true;
        joinedAt = at;
        queueEnd = at;
    }

    /// Takes new events, or drops all when they are too many.
    synchronized void take(List<ChangeEvent> events, Cursor end) {
        if (!isJoined) {
            return;
        }
        for (ChangeEvent event : events) {
            if (!isJoined || !hasRoom(event)) {
                drop();
                break;
            }
            queue.add(event);
            queueBytes += event.text().length;
        }
        queueEnd = end;
        if (!events.isEmpty()) {
            bell.ring();
        }
    }

    synchronized void reset(ErrorCode code) {
        reset = Optional.of(code);
        bell.ring();
    }

    @Override
    public void close() {
        streams.leave(this);
        giveBackReserve();
        synchronized (this) {
            drop();
        }
    }

    private boolean hasRoom(ChangeEvent event) {
        return queue.size() < EVENTS_MAX
                && (queue.isEmpty() || queueBytes + event.text().length <= BYTES_MAX)
                && memory.tryTake(event.text().length);
    }

    private void drop() {
        memory.giveBack(queueBytes);
        queueBytes = 0;
        queue.clear();
        isJoined = false;
    }

    private void rejoin() {
        if (!isLive()) {
            isToTell = true;
            streams.join(this);
        }
    }

    private synchronized boolean isLive() {
        return isJoined;
    }

    private synchronized Optional<ErrorCode> isReset() {
        return reset;
    }

    private synchronized Cursor gapEnd() {
        return joinedAt;
    }

    /// A page of what precedes the live events. A place that the client has kept is read from in any case: only
    /// that shows if it is still there.
    private List<ChangeEvent> gap() {
        if (!memory.tryTake(Journals.PART_BYTES)) {
            LockSupport.parkNanos(PAUSE.toNanos());
            return List.of();
        }
        reservedBytes = Journals.PART_BYTES;
        Journals.Part part = streams.journals().forOne(question, place);
        place = part.next();
        isGapOpen = false;
        return part.events();
    }

    /// Gives back the memory of the last page, which is written by now.
    private void giveBackReserve() {
        memory.giveBack(reservedBytes);
        reservedBytes = 0;
    }

    /// The live events, but for those that the gap's last page has shown.
    private synchronized List<ChangeEvent> drained() {
        if (!isJoined) {
            return List.of();
        }
        var events = new ArrayList<ChangeEvent>(queue.size());
        for (ChangeEvent event : queue) {
            if (event.seq() > place.seq()) {
                events.add(event);
            }
        }
        memory.giveBack(queueBytes);
        queueBytes = 0;
        queue.clear();
        if (queueEnd.seq() > place.seq()) {
            place = queueEnd;
        }
        return events;
    }
}
