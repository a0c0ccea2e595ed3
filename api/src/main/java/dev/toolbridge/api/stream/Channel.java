package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.database.DatabaseUnavailable;
import dev.toolbridge.service.error.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All live streams of one question: reads each change once, and gives the same event to all of them.
final class Channel {
    private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

    private final ChangeQuestion question;
    private final Journals journals;
    private final Set<Follower> members = new HashSet<>();

    /// The place up to which members have everything; guarded by this, as all above and below.
    private Cursor place;

    private boolean isReading;
    private boolean isHinted;
    private boolean isOver;

    /// @param place the place from which on members get events
    Channel(ChangeQuestion question, Journals journals, Cursor place) {
        this.question = question;
        this.journals = journals;
        this.place = place;
    }

    /// Takes one more stream, unless this channel is over. The stream gets events from the present place on; what
    /// precedes it, it reads itself.
    synchronized boolean takes(Follower follower) {
        if (!isOver) {
            members.add(follower);
            follower.joined(place);
        }
        return !isOver;
    }

    /// Removes a stream, and tells if none is left.
    synchronized boolean leave(Follower subscription) {
        members.remove(subscription);
        return members.isEmpty();
    }

    /// Tells if a space that has reached this place has something new.
    synchronized boolean isBehind(int epoch, long seq) {
        return place.epoch() != epoch || place.seq() < seq;
    }

    /// Reads what is new; a hint during a read makes it read once more.
    void hint() {
        synchronized (this) {
            isHinted = true;
            if (isReading) {
                return;
            }
            isReading = true;
        }
        Thread.ofVirtual().name("channel").start(this::read);
    }

    private void read() {
        while (takesHint()) {
            try {
                readToHead();
            } catch (Refusal refusal) {
                refused(refusal.code());
            } catch (DatabaseUnavailable away) {
                LOG.atDebug().addKeyValue("reason", away.getMessage()).log("streams wait for the database");
            } catch (RuntimeException failure) {
                LOG.error("reading for streams failed", failure);
            }
        }
    }

    private synchronized boolean takesHint() {
        isReading = isHinted;
        isHinted = false;
        return isReading;
    }

    private void readToHead() {
        boolean hasMore = true;
        while (hasMore) {
            Journals.Part part = journals.forLive(question, place());
            deliver(part.events(), part.next());
            hasMore = part.hasMore();
        }
    }

    private synchronized Cursor place() {
        return place;
    }

    private synchronized void deliver(List<ChangeEvent> events, Cursor next) {
        place = next;
        members.forEach(member -> member.take(events, next));
    }

    /// A lack of memory ends no stream: the next look at the space tries again.
    private synchronized void refused(ErrorCode code) {
        if (code == ErrorCode.EPOCH_MISMATCH || code == ErrorCode.RESYNC_REQUIRED) {
            isOver = true;
            members.forEach(member -> member.reset(code));
        }
    }
}
