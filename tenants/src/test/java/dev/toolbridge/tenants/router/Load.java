package dev.toolbridge.tenants.router;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Some clients that send one request after the other to an address until they are ended.
final class Load implements AutoCloseable {
    /// Each may have one answer on its way that is not counted yet.
    static final int CLIENTS = 8;

    private static final int FAILED = -1;

    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final List<Thread> clients = new ArrayList<>();

    Load(int port) {
        address = URI.create("http://127.0.0.1:" + port + "/v1/notes");
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(Thread.ofVirtual().start(this::send));
        }
    }

    /// The number of answers with a status, whatever server gave them.
    int count(int status) {
        return answers.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(status + " "))
                .mapToInt(entry -> entry.getValue().get())
                .sum();
    }

    /// The answers by status and server.
    Map<String, AtomicInteger> answers() {
        return answers;
    }

    int failed() {
        return count(FAILED);
    }

    int all() {
        return answers.values().stream().mapToInt(AtomicInteger::get).sum();
    }

    /// Waits until so many answers with a status have come since now.
    void await(int status, int more) {
        int until = count(status) + more;
        Await.until(() -> count(status) >= until);
    }

    /// Sends no more, and waits for the last answers.
    void end() {
        isEnded.set(true);
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end();
        http.close();
    }

    private void send() {
        while (!isEnded.get()) {
            answers.computeIfAbsent(answer(), _ -> new AtomicInteger()).incrementAndGet();
        }
    }

    private String answer() {
        try {
            var answer = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body().replaceFirst("(?s) .*", "");
        } catch (IOException failed) {
            return FAILED + " " + failed;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return FAILED + " interrupted";
        }
    }
}
