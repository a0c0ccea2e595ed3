package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.journal.Signals;
import dev.toolbridge.service.memory.HeapShare;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The engine of all streams of a process. It learns of new changes by hints: of commits in this process at once,
/// of others by messages, and of the rest by a look at all its spaces each second. A hint only makes it read:
/// the journal alone says what is new.
public final class Streams implements AutoCloseable {
    /// The streams that a process has open, at most.
    public static final int OPEN_MAX = Leases.OF_PROCESS_MAX;

    private static final HeapShare QUEUES = new HeapShare(40);

    private final Journals journals;
    private final HintPost post;
    private final Leases leases = new Leases();
    private final QueueMemory memory = new QueueMemory(QUEUES);
    private final Set<Doorbell> open = ConcurrentHashMap.newKeySet();

    /// The channels of each space in use. A channel exists as long as it has members.
    private final Map<Space, Map<ChangeQuestion, Channel>> channels = new ConcurrentHashMap<>();

    private volatile boolean isClosed;

    /// @param readsMax the reads at a time, for live streams and for those that are behind each
    public Streams(Changes changes, Signals signals, CursorCodec cursors, int readsMax) {
        this.journals = new Journals(changes, cursors, readsMax);
        this.post = new HintPost(signals, this);
    }

    /// The same, whose number of open streams is shown.
    public Streams boundTo(MeterRegistry meters) {
        Gauge.builder("toolbridge.streams.open", leases, Leases::open)
                .description("Streams of changes that are open, sockets and their subscriptions included.")
                .register(meters);
        return this;
    }

    /// Begins to look out for changes.
    public void start() {
        post.start();
    }

    /// Takes the word that a space may have new changes, committed in this process.
    public void hint(Space space) {
        hintHere(space);
        post.announce(space);
    }

    /// Wakes all streams, since rights may have changed.
    public void lookAgain() {
        open.forEach(Doorbell::ring);
    }

    /// Ends all streams.
    @Override
    public void close() {
        isClosed = true;
        open.forEach(Doorbell::ring);
        post.close();
    }

    public boolean isClosed() {
        return isClosed;
    }

    public Journals journals() {
        return journals;
    }

    public Leases leases() {
        return leases;
    }

    QueueMemory memory() {
        return memory;
    }

    /// Wakes a writer when this engine is closed.
    public void watch(Doorbell bell) {
        open.add(bell);
    }

    public void forget(Doorbell bell) {
        open.remove(bell);
    }

    void hintHere(Space space) {
        channelsOf(space).forEach(Channel::hint);
    }

    /// The spaces in use.
    Set<Space> spaces() {
        return Set.copyOf(channels.keySet());
    }

    Collection<Channel> channelsOf(Space space) {
        Map<ChangeQuestion, Channel> ofSpace = channels.get(space);
        return ofSpace == null ? List.of() : List.copyOf(ofSpace.values());
    }

    /// Lets a subscription take part in the live events of its question.
    void join(Follower subscription) {
        if (!joinPresent(subscription)) {
            joinNew(subscription, journals.latest(subscription.question()));
        }
    }

    private boolean joinPresent(Follower follower) {
        ChangeQuestion question = follower.question();
        var joined = channels.computeIfPresent(question.space(), (_, ofSpace) -> {
            ofSpace.computeIfPresent(question, (_, channel) -> channel.takes(follower) ? channel : null);
            return ofSpace;
        });
        return joined != null && joined.containsKey(question);
    }

    /// A new channel begins at the head, so that no reader who is far behind holds up the others. What was committed
    /// before it could be hinted, it reads at once.
    private void joinNew(Follower follower, Cursor head) {
        ChangeQuestion question = follower.question();
        channels.compute(question.space(), (_, present) -> {
            Map<ChangeQuestion, Channel> ofSpace = present == null ? new ConcurrentHashMap<>() : present;
            ofSpace.compute(
                    question,
                    (_, channel) -> channel != null && channel.takes(follower) ? channel : begun(follower, head));
            return ofSpace;
        });
    }

    private Channel begun(Follower follower, Cursor head) {
        var channel = new Channel(follower.question(), journals, head);
        channel.takes(follower);
        channel.hint();
        return channel;
    }

    void leave(Follower subscription) {
        ChangeQuestion question = subscription.question();
        channels.computeIfPresent(question.space(), (_, ofSpace) -> {
            ofSpace.computeIfPresent(question, (_, channel) -> channel.leave(subscription) ? null : channel);
            return ofSpace.isEmpty() ? null : ofSpace;
        });
    }
}
