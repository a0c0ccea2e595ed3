package dev.toolbridge.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.http.Logs;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Measures the time from a commit to the first attempt of its event, and the rate of writes, without webhooks and with
/// twenty, of which one receiver is dead. A program, not a test; it prints a table.
final class WebhookBench {
    private static final int WEBHOOKS = 20;
    private static final int WRITERS = 4;
    private static final int CHANGES_PER_SECOND = 200;
    private static final Duration ROUND = Duration.ofSeconds(15);
    private static final double FEW = 0.95;

    private final HookWorld world = HookWorld.instance();
    private final Map<String, Long> committedNanos = new ConcurrentHashMap<>();
    private final Map<String, Long> attemptedNanos = new ConcurrentHashMap<>();

    private WebhookBench() {}

    public static void main(String[] arguments) throws Exception {
        Logs.start("WARN");
        var bench = new WebhookBench();
        try (var receiver = Receiver.start();
                var dead = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            bench.write("warm-up");
            bench.print("no webhook", bench.write("none"));
            receiver.answer(bench::note);
            String url = "http://127.0.0.1:" + dead.getLocalPort() + "/dead";
            bench.print("20 webhooks, one dead", bench.write(bench.subscribed("twenty", receiver.url(), url)));
            receiver.await(all -> bench.attemptedNanos.size() == bench.committedNanos.size());
            bench.printDelays();
        }
        Runtime.getRuntime().halt(0);
    }

    /// Makes a project with webhooks, the last of which nobody answers.
    private String subscribed(String name, String url, String dead) {
        world.project(name);
        for (int number = 1; number < WEBHOOKS; number++) {
            world.webhook(name, url, "note.*");
        }
        world.webhook(name, dead, "note.*");
        committedNanos.clear();
        return name;
    }

    private int note(Receiver.Received request) {
        JsonNode uid = request.json().at("/data/uid");
        attemptedNanos.putIfAbsent(uid.asText(), System.nanoTime());
        return 204;
    }

    /// Writes at a steady rate, as far as the server keeps up, and returns the number of changes a second.
    private double write(String name) throws Exception {
        String project = name.equals("twenty") ? name : world.project(name);
        var written = new AtomicInteger();
        long pauseNanos = TimeUnit.SECONDS.toNanos(1) * WRITERS / CHANGES_PER_SECOND;
        long beginNanos = System.nanoTime();
        try (var writers = Executors.newScheduledThreadPool(WRITERS + 1)) {
            for (int number = 0; number < WRITERS; number++) {
                var _ = writers.scheduleAtFixedRate(() -> write(project, written), 0, pauseNanos, TimeUnit.NANOSECONDS);
            }
            var _ = writers.schedule(writers::shutdown, ROUND.toSeconds(), TimeUnit.SECONDS);
            if (!writers.awaitTermination(10 * ROUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the writers do not end");
            }
        }
        return written.get() * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - beginNanos);
    }

    private void write(String project, AtomicInteger written) {
        String uid = world.note(project, "a note").path("uid").asText();
        committedNanos.put(uid, System.nanoTime());
        written.incrementAndGet();
    }

    private void print(String what, double rate) {
        System.out.printf(Locale.ROOT, "%-24s %6.1f changes a second%n", what, rate);
    }

    private void printDelays() {
        List<Long> delays = new ArrayList<>();
        committedNanos.forEach((uid, at) -> delays.add(Math.max(0, attemptedNanos.get(uid) - at)));
        delays.sort(null);
        long p95 = delays.get((int) (delays.size() * FEW));
        System.out.printf(
                Locale.ROOT,
                "commit to first attempt: median %d ms, p95 %d ms, worst %d ms%n",
                TimeUnit.NANOSECONDS.toMillis(delays.get(delays.size() / 2)),
                TimeUnit.NANOSECONDS.toMillis(p95),
                TimeUnit.NANOSECONDS.toMillis(delays.getLast()));
    }
}
