package dev.toolbridge.connect.sync;

import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.terminal.CommandFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// A listener to the changes of a project, over a connection that goes out from this machine. One that breaks is opened
/// again after the last change that was heard.
public final class ChangeFollower implements Bell {
    private static final String TYPES = "?types=memory,environment_variable";
    private static final String ID = "id:";
    private static final String EVENT = "event:";
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    /// The server sends a comment every 15 seconds.
    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);

    private final KeyedApi api;
    private final String path;
    private final Runnable wake;
    private volatile Optional<InputStream> open = Optional.empty();
    private volatile long heardNanos = System.nanoTime();
    private volatile boolean isClosed;
    private Optional<String> place = Optional.empty();

    /// @param path the path of the stream
    /// @param wake is run when something may have changed
    public ChangeFollower(KeyedApi api, String path, Runnable wake) {
        this.api = api;
        this.path = path;
        this.wake = wake;
    }

    /// {@inheritDoc} One comes when the server begins no stream for the first time.
    @Override
    public void start(Consumer<String> remarks) {
        Thread.ofVirtual().name("changes").start(() -> {
            try {
                follow(remarks);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void follow(Consumer<String> remarks) throws InterruptedException {
        Duration pause = PAUSE;
        boolean isTold = false;
        while (!isClosed) {
            try {
                listen();
                pause = PAUSE;
                isTold = false;
            } catch (CommandFailure refused) {
                place = Optional.empty();
                if (!isTold && !isClosed) {
                    remarks.accept("changes are not heard at once: " + refused.getMessage());
                }
                isTold = true;
                pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
            }
            Thread.sleep(pause);
        }
    }

    /// Listens until the connection ends, in whatever way it does.
    private void listen() {
        String from = place.map(cursor -> "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                .orElse("");
        try (InputStream body = api.events(path + TYPES + from);
                var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            heardNanos = System.nanoTime();
            open = Optional.of(body);
            if (!isClosed) {
                read(lines);
            }
        } catch (IOException _) {
            // Broken connections are what networks have: the next one goes on at the same place.
            open = Optional.empty();
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String event = "";
        String line = lines.readLine();
        while (line != null) {
            heardNanos = System.nanoTime();
            if (line.startsWith(ID)) {
                place = Optional.of(line.substring(ID.length()).strip()).filter(cursor -> !cursor.isEmpty());
            } else if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length()).strip();
            } else if (line.isEmpty()) {
                take(event);
                event = "";
            }
            line = lines.readLine();
        }
    }

    private void take(String event) {
        switch (event) {
            case "ready", "change" -> wake.run();
            case "reset" -> {
                place = Optional.empty();
                wake.run();
            }
            default -> {}
        }
    }

    @Override
    public void dropIfSilent() {
        if (System.nanoTime() - heardNanos > SILENCE_MAX.toNanos()) {
            drop();
        }
    }

    private void drop() {
        try (InputStream _ = open.orElseGet(InputStream::nullInputStream)) {
            open = Optional.empty();
        } catch (IOException _) {
            open = Optional.empty();
        }
    }

    @Override
    public void close() {
        isClosed = true;
        drop();
    }
}
