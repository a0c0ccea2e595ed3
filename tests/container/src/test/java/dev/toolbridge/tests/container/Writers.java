package dev.toolbridge.tests.container;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Users who write notes as fast as they can, and remember which ones were answered.
final class Writers implements AutoCloseable {
    private static final int USERS = 8;
    private static final Duration GOING_MAX = Duration.ofSeconds(60);

    private final RunningContainer container;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Set<String> answered = new ConcurrentSkipListSet<>();
    private final Set<String> refused = new ConcurrentSkipListSet<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    private Writers(RunningContainer container) {
        this.container = container;
    }

    /// Starts them, and returns when they have written some.
    static Writers start(RunningContainer container, int notes) {
        var writers = new Writers(container);
        for (int user = 0; user < USERS; user++) {
            String name = "writer-" + user;
            writers.threads.add(Thread.ofVirtual().start(() -> writers.write(name)));
        }
        Await.until(GOING_MAX, () -> writers.answered.size() >= notes, () -> "answered: " + writers.answered.size());
        return writers;
    }

    /// The titles of the notes that were answered with 201.
    Set<String> answered() {
        return answered;
    }

    /// Answers that were neither 201 nor "try again".
    Set<String> refused() {
        return refused;
    }

    /// Requests that came to nothing, because the connection could not be made or was closed: at most one a user.
    int unanswered() {
        return unanswered.get();
    }

    @Override
    public void close() {
        end();
    }

    /// Lets everybody finish what they are at.
    void end() {
        ended.set(true);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while writers end", stopped);
            }
        }
    }

    /// Until the server is gone or nobody wants more.
    private void write(String user) {
        String token = container.tokens().of(user);
        try {
            for (int number = 0; !ended.get(); number++) {
                String title = user + " " + number;
                Reply reply = container
                        .api()
                        .send(Call.of("POST", "/v1/notes")
                                .with("Authorization", "Bearer " + token)
                                .json("{\"title\":\"" + title + "\"}"));
                switch (reply.status()) {
                    case 201 -> answered.add(title);
                    case 503 -> {}
                    default -> refused.add(reply.toString());
                }
            }
        } catch (UncheckedIOException gone) {
            unanswered.incrementAndGet();
        }
    }
}
