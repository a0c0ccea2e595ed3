package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.ProcessorTime;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.proof.torture.Crowd;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The time from a commit until each webhook of its project was called for the first time, with twenty webhooks whose
/// last receiver answers never, and the rate of writes against that of a project without webhooks. Every webhook must
/// get every change.
final class WebhookDelays {
    private static final int WEBHOOKS = 20;
    private static final int LIVE = WEBHOOKS - 1;
    private static final int WRITERS = 16;
    private static final int BACKLOG = 1_000;
    private static final double SHARE = 0.95;
    private static final Duration REST_MAX = Duration.ofSeconds(60);
    private static final Pattern CHANGE = Pattern.compile("\"title\": ?\"change (\\d+)\"");

    private final RunningApi api;
    private final ProcessorTime processor;
    private final String token;
    private final int rate;
    private final int writes;

    /// The time before each request and after its answer; the commit is in between.
    private final AtomicLongArray sentNs;

    private final AtomicLongArray answeredNs;
    private final AtomicLongArray calledNs;

    /// @param rate the changes in a second
    /// @param writes the changes of a project
    private WebhookDelays(RunningApi api, ProcessorTime processor, int rate, int writes) {
        this.api = api;
        this.processor = processor;
        this.token = api.tokens().of("writer-" + UUID.randomUUID());
        this.rate = rate;
        this.writes = writes;
        this.sentNs = new AtomicLongArray(writes);
        this.answeredNs = new AtomicLongArray(writes);
        this.calledNs = new AtomicLongArray(writes * LIVE);
    }

    static String run(Plan plan) {
        ApiDatabase database = ApiDatabase.fresh();
        try (RunningApi api = database.start()) {
            return on(api, database, plan);
        }
    }

    /// The writing to a project, until all of its events have come.
    ///
    /// @param perSecond the changes in a second
    /// @param processorMs the processor's time for one, of the API and of the database
    private record Written(double perSecond, double processorMs) {}

    /// The figures of a server that runs.
    static String on(RunningApi api, ApiDatabase database, Plan plan) {
        int rate = plan.size(200, 20);
        var processor = new ProcessorTime(api, database);
        if (plan.isLong()) {
            new WebhookDelays(api, processor, rate, rate * 15).figures();
        }
        return new WebhookDelays(api, processor, rate, rate * plan.size(20, 1)).figures();
    }

    private String figures() {
        Written alone = written(project(), () -> true);
        try (var receiver = new HookReceiver(this::take);
                var silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            String project = project();
            for (int number = 0; number < LIVE; number++) {
                subscribe(project, receiver.url(number));
            }
            subscribe(project, "http://127.0.0.1:" + silent.getLocalPort() + "/");
            return figures(alone, written(project, () -> missing() == 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Written written(String project, BooleanSupplier areTold) {
        double[] perSecond = new double[1];
        double usedMs = processor.ofMs(() -> {
            perSecond[0] = written(project);
            Await.until(REST_MAX, areTold, () -> missing() + " events are missing");
        });
        return new Written(perSecond[0], usedMs / writes);
    }

    private String figures(Written alone, Written beside) {
        Timings fromSending = timings(sentNs);
        Timings fromAnswer = timings(answeredNs);
        return String.format(
                Locale.ROOT,
                "%d webhooks, one silent, %d changes/s: first attempts p50 %.0f ms and p95 %.0f ms after the write was"
                        + " sent, %.0f and %.0f ms after its answer, worst %.0f ms; %.1f changes/s against %.1f without"
                        + " webhooks: ratio %.2f; processor's time for a change %.2f ms against %.2f; %d events,"
                        + " lost 0",
                WEBHOOKS,
                rate,
                fromSending.medianMs(),
                fromSending.percentileMs(SHARE),
                fromAnswer.medianMs(),
                fromAnswer.percentileMs(SHARE),
                fromSending.percentileMs(1),
                beside.perSecond(),
                alone.perSecond(),
                beside.perSecond() / alone.perSecond(),
                beside.processorMs(),
                alone.processorMs(),
                writes * LIVE);
    }

    private Timings timings(AtomicLongArray begin) {
        return new Timings(IntStream.range(0, writes * LIVE)
                .mapToObj(call -> Math.max(0, calledNs.get(call) - begin.get(call / LIVE)))
                .toList());
    }

    private long missing() {
        return IntStream.range(0, writes * LIVE)
                .filter(call -> calledNs.get(call) == 0)
                .count();
    }

    private void take(int webhook, String body) {
        long now = System.nanoTime();
        Matcher change = CHANGE.matcher(body);
        if (change.find()) {
            calledNs.compareAndSet(Integer.parseInt(change.group(1)) * LIVE + webhook, 0, now);
        }
    }

    private String project() {
        String slug = "p" + UUID.randomUUID();
        post("/v1/projects", "{\"name\":\"bench\",\"slug\":\"" + slug + "\"}");
        return slug;
    }

    private void subscribe(String project, String url) {
        post("/v1/projects/" + project + "/webhooks", "{\"callbackUrl\":\"" + url + "\",\"events\":[\"note.*\"]}");
    }

    private void post(String path, String json) {
        Reply reply = api.server()
                .send(Call.of("POST", path)
                        .with("Authorization", "Bearer " + token)
                        .json(json));
        if (reply.status() != 201) {
            throw new AssertionError("not made: " + reply);
        }
    }

    /// Writes at a fixed rate, as far as the server keeps up, and returns the changes in a second.
    private double written(String project) {
        long begin = System.nanoTime();
        List<Long> ends = Crowd.of(WRITERS, writer -> write(writer, begin, project));
        long last = ends.stream().mapToLong(Long::longValue).max().orElseThrow();
        return writes / ((last - begin) / (double) Duration.ofSeconds(1).toNanos());
    }

    private long write(int writer, long begin, String project) {
        long periodNs = Duration.ofSeconds(1).toNanos() / rate;
        try (var connection = new KeptConnection(api.server().address())) {
            for (int number = writer; number < writes; number += WRITERS) {
                byte[] request = KeptConnection.request(
                        "POST", "/v1/spaces/" + project + "/notes", token, "{\"title\":\"change " + number + "\"}");
                Await.pause(Duration.ofNanos(Math.max(0, begin + number * periodNs - System.nanoTime())));
                sentNs.set(number, System.nanoTime());
                if (connection.send(request) != 201) {
                    throw new AssertionError("not created: " + connection.body());
                }
                answeredNs.set(number, System.nanoTime());
            }
        }
        return System.nanoTime();
    }
}
