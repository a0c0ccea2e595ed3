package dev.toolbridge.tests.tenants;

import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.wire.Reply;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Users of a tenant, each of whom writes one note after the other until the load is ended.
final class UsersAtWork implements AutoCloseable {
    static final int CLIENTS = 4;

    /// Counts requests whose connection was cut.
    static final int NO_ANSWER = 0;
    private static final Duration ANSWERS_MAX = Duration.ofMinutes(2);

    /// As much as the limit on a user's requests allows.
    private static final Duration PAUSE = Duration.ofMillis(120);

    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Map<Integer, String> samples = new ConcurrentHashMap<>();
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final List<Thread> clients = new ArrayList<>();

    UsersAtWork(RunningTenant tenant) {
        for (int client = 0; client < CLIENTS; client++) {
            String token = tenant.apiToken(tenant.user("load-" + client + "@" + tenant.slug() + ".example"));
            add(() -> write(tenant, token));
        }
    }

    /// Assistants of users, who call one tool after the other.
    ///
    /// @param count their number
    /// @param callsMax the calls of one session
    static UsersAtWork assistants(RunningTenant tenant, int count, int callsMax) {
        var assistants = new UsersAtWork();
        for (int client = 0; client < count; client++) {
            String user = tenant.user("assisted-" + client + "@" + tenant.slug() + ".example");
            var session = new ToolSession(tenant, tenant.mcpToken(user), callsMax);
            assistants.add(session::call);
        }
        return assistants;
    }

    private UsersAtWork() {}

    private void add(IntSupplier request) {
        clients.add(Thread.ofVirtual().start(() -> send(request)));
    }

    int count(int status) {
        return answers.getOrDefault(status, new AtomicInteger()).get();
    }

    /// The statuses that came, 0 for no answer at all.
    Set<Integer> statuses() {
        return Set.copyOf(answers.keySet());
    }

    /// Waits until so many answers with a status have come since now.
    void await(int status, int more) {
        int until = count(status) + more;
        Await.until(ANSWERS_MAX, () -> count(status) >= until, () -> "answers: " + this);
    }

    @Override
    public String toString() {
        return new TreeMap<>(answers) + (samples.isEmpty() ? "" : " " + samples);
    }

    @Override
    public void close() {
        isEnded.set(true);
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void send(IntSupplier request) {
        while (!isEnded.get()) {
            answers.computeIfAbsent(answered(request), _ -> new AtomicInteger()).incrementAndGet();
            Await.pause(PAUSE);
        }
    }

    private static int answered(IntSupplier request) {
        try {
            return request.getAsInt();
        } catch (UncheckedIOException broken) {
            return NO_ANSWER;
        }
    }

    private int write(RunningTenant tenant, String token) {
        Reply answer = tenant.note(token, "Under load");
        if (answer.status() != 201) {
            samples.putIfAbsent(answer.status(), answer.toString());
        }
        return answer.status();
    }
}
