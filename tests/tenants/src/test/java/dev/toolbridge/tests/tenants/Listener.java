package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.process.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A client of a tenant's stream of changes that goes on from its last event after each cut.
final class Listener implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ID = "id: ";
    private static final String DATA = "data: ";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI stream;
    private final String token;
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicBoolean isOpen = new AtomicBoolean();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final Thread thread;
    private String last = "";

    Listener(RunningTenant tenant, String token) {
        this.stream = tenant.server().address().resolve("/v1/changes/stream?include=payload");
        this.token = token;
        this.thread = Thread.ofVirtual().start(this::listen);
    }

    /// The changes that came, in their order.
    List<String> changes() {
        return List.copyOf(changes);
    }

    /// The number of times that the stream was opened.
    int openings() {
        return openings.get();
    }

    boolean isOpen() {
        return isOpen.get();
    }

    @Override
    public void close() {
        isEnded.set(true);
        http.shutdownNow();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        while (!isEnded.get()) {
            try {
                read();
            } catch (IOException cut) {
                assert isEnded.get() || !last.isEmpty() || openings.get() == 0 : cut;
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            isOpen.set(false);
            Await.pause(PAUSE);
        }
    }

    private void read() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(stream).header("Authorization", "Bearer " + token);
        if (!last.isEmpty()) {
            request.header("Last-Event-ID", last);
        }
        var answer = http.send(request.build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            if (answer.statusCode() != 200) {
                return;
            }
            openings.incrementAndGet();
            isOpen.set(true);
            String event = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(ID)) {
                    last = line.substring(ID.length());
                } else if (line.startsWith("event: ")) {
                    event = line;
                } else if (line.startsWith(DATA) && event.equals("event: change")) {
                    changes.add(line.substring(DATA.length()));
                }
            }
        }
    }
}
