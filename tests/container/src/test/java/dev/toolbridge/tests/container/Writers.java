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

    /// The answers that were neither 201 nor "try again".
    Set<String> refused() {
        return refused;
    }

    /// The requests without an answer, whose connection failed or was closed: at most one for each user.
    int unanswered() {
        return unanswered.get();
    }

    @Override
    public void close() {
        end();
    }

    /// Lets every user finish the current request.
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

    /// Writes until the server is gone or the writers are told to end.
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
