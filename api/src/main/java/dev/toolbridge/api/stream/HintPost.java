package dev.toolbridge.api.stream;

import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.journal.Signals;
import dev.toolbridge.database.DatabaseUnavailable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries hints between processes: sends those of this process together, and looks each second at all spaces in
/// use for what no hint has told.
final class HintPost implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HintPost.class);
    private static final Duration SENDING = Duration.ofMillis(50);
    private static final Duration LOOKING = Duration.ofSeconds(1);

    private final Signals signals;
    private final Streams streams;
    private final Set<Space> changed = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);

    HintPost(Signals signals, Streams streams) {
        this.signals = signals;
        this.streams = streams;
    }

    void start() {
        signals.listen(this::receive);
        Thread.ofVirtual().name("hint-sender").start(() -> repeat(SENDING, this::send));
        Thread.ofVirtual().name("hint-lookout").start(() -> repeat(LOOKING, this::look));
    }

    /// Tells other processes soon that a space has changed.
    void announce(Space space) {
        changed.add(space);
    }

    @Override
    public void close() {
        closed.countDown();
        signals.close();
    }

    private void repeat(Duration pause, Runnable work) {
        try {
            while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                attempt(work);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (DatabaseUnavailable away) {
            LOG.atDebug().addKeyValue("reason", away.getMessage()).log("hints wait for the database");
        } catch (RuntimeException failure) {
            LOG.error("hints failed", failure);
        }
    }

    private void send() {
        if (!changed.isEmpty()) {
            var sent = new HashSet<>(changed);
            changed.removeAll(sent);
            signals.send(sent);
        }
    }

    private void receive(List<String> names) {
        var wanted = Set.copyOf(names);
        streams.spaces().stream()
                .filter(space -> wanted.contains(signals.name(space)))
                .forEach(streams::hintHere);
    }

    private void look() {
        Set<Space> spaces = streams.spaces();
        if (!spaces.isEmpty()) {
            signals.reached(spaces).forEach(this::compare);
        }
    }

    private void compare(Signals.Reached reached) {
        streams.channelsOf(reached.space()).stream()
                .filter(channel -> channel.isBehind(reached.epoch(), reached.seq()))
                .forEach(Channel::hint);
    }
}
