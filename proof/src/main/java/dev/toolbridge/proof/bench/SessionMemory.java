package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.proof.torture.Crowd;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.LiveHeap;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.RawConnection;
import dev.toolbridge.tests.wire.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Clients that open sessions and never return, some of them in the middle of a stream. Others must not
/// notice, the limits must hold, and the sidecar must free the memory after the idle time.
final class SessionMemory {
    private static final int PER_USER_MAX = 64;
    private static final int SESSIONS_A_USER = 20;
    private static final int OPENERS = 16;
    private static final double GROWTH_MAX = 1.25;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final Pattern SESSIONS = Pattern.compile("(?m)^toolbridge_mcp_sessions\\S* (\\d+)");

    private final Size size;
    private final RunningApi api;
    private final RunningSidecar sidecar;
    private final Server metrics;

    private SessionMemory(Size size, RunningApi api, RunningSidecar sidecar) {
        this.size = size;
        this.api = api;
        this.sidecar = sidecar;
        this.metrics = Server.onPort(Integer.parseInt(
                sidecar.environment().get("TOOLBRIDGE_METRICS_ADDR").replaceFirst(".*:", "")));
    }

    /// The load on the sidecar, and its limits.
    ///
    /// @param opened the number of sessions that are opened
    /// @param allMax the allowed number at a time
    /// @param cut the number of them with an open stream that is cut
    /// @param idle the idle time after which they end
    private record Size(int opened, int allMax, int cut, Duration idle) {

        /// A stream's end shows with the next heartbeat; the short form does not wait for it.
        static Size of(Plan plan) {
            return plan.isLong()
                    ? new Size(11_000, 10_000, 200, Duration.ofSeconds(45))
                    : new Size(500, 400, 0, Duration.ofSeconds(6));
        }

        Map<String, String> settings(RunningApi api) {
            return Map.of(
                    "JWT_HS256_SECRET", api.tokens().secret(),
                    "ENV", "dev",
                    "TOOLBRIDGE_METRICS_ADDR", "127.0.0.1:" + Ports.free(),
                    "TOOLBRIDGE_SESSIONS_MAX", Integer.toString(allMax),
                    "TOOLBRIDGE_SESSION_IDLE_SECONDS", Long.toString(idle.toSeconds()));
        }

        /// The idle time, and the time in which the sidecar detects a client that is gone.
        Duration gone() {
            return idle.plusSeconds(60);
        }
    }

    static String run(Plan plan) {
        RunningApi api = RunningApi.instance();
        var size = Size.of(plan);
        try (RunningSidecar sidecar = RunningSidecar.before(api, size.settings(api))) {
            return new SessionMemory(size, api, sidecar).run();
        }
    }

    private String run() {
        String greedy = greedyUser();
        open(OPENERS * SESSIONS_A_USER);
        awaitNone();
        long before = LiveHeap.bytes(sidecar.program());
        var guest = new Guest(McpUser.of(user()), sidecar.server());
        long peak = guest.whileServed(this::openAndAbandon);
        awaitNone();
        long after = LiveHeap.bytes(sidecar.program());
        String figures = String.format(
                Locale.ROOT,
                "%d sessions opened, %d streams cut, at most %d at a time; live heap %.1f MiB, %.1f with them,"
                        + " %.1f when they had ended: ratio %s; %s; %s",
                size.opened(),
                size.cut(),
                size.allMax(),
                before / MEBIBYTE,
                peak / MEBIBYTE,
                after / MEBIBYTE,
                Timings.figure((double) after / before),
                greedy,
                guest.served());
        if (after > before * GROWTH_MAX) {
            throw new AssertionError("memory did not come back: " + figures);
        }
        return figures;
    }

    /// Opens the sessions, and measures the heap while they exist.
    private long openAndAbandon() {
        open(size.opened());
        IntStream.range(0, size.cut()).forEach(_ -> cutStream());
        int sessions = sessions();
        if (sessions > size.allMax()) {
            throw new AssertionError(sessions + " sessions, where " + size.allMax() + " may be");
        }
        return LiveHeap.bytes(sidecar.program());
    }

    /// One user who opens more sessions than a user may have: the least recently used ones are closed.
    private String greedyUser() {
        var caller = McpUser.of(user());
        int tried = PER_USER_MAX + PER_USER_MAX / 2;
        var opened = new ArrayList<String>();
        IntStream.range(0, tried).forEach(_ -> opened.add(caller.open(sidecar.server())));
        long kept = opened.stream()
                .filter(session -> caller.ping(sidecar.server(), session) == 200)
                .count();
        if (kept > PER_USER_MAX || caller.ping(sidecar.server(), opened.getLast()) != 200) {
            throw new AssertionError(kept + " sessions of one user, where " + PER_USER_MAX + " may be");
        }
        return "one user who opened " + tried + " kept " + kept;
    }

    private void open(int count) {
        List<String> tokens = IntStream.rangeClosed(0, count / SESSIONS_A_USER)
                .mapToObj(_ -> user())
                .toList();
        var next = new AtomicInteger();
        Crowd.of(OPENERS, opener -> {
            try (var connection = new KeptConnection(sidecar.server().address())) {
                for (int number = next.getAndIncrement(); number < count; number = next.getAndIncrement()) {
                    int status = connection.send(
                            McpUser.of(tokens.get(number / SESSIONS_A_USER)).introduction());
                    if (status != 200) {
                        throw new AssertionError("session " + number + " was answered with " + status);
                    }
                }
                return opener;
            }
        });
    }

    private void cutStream() {
        var caller = McpUser.of(user());
        String session = caller.open(sidecar.server());
        try (var connection = RawConnection.to(sidecar.server())) {
            connection.send("GET /mcp HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + caller.token()
                    + "\r\nAccept: text/event-stream\r\nMcp-Session-Id: " + session + "\r\n\r\n");
            connection.hear(Duration.ofMillis(10));
        }
    }

    private String user() {
        return api.tokens().of("session-" + UUID.randomUUID());
    }

    private int sessions() {
        String page = metrics.send(Call.of("GET", "/metrics")).body();
        var count = SESSIONS.matcher(page);
        if (!count.find()) {
            throw new AssertionError("no count of sessions:\n" + page);
        }
        return Integer.parseInt(count.group(1));
    }

    private void awaitNone() {
        Await.until(size.gone(), () -> sessions() == 0, () -> sessions() + " sessions have not ended");
    }

    /// A user who works while others misbehave.
    private static final class Guest {
        private final McpUser caller;
        private final Server server;
        private final List<Long> nanos = new ArrayList<>();

        Guest(McpUser caller, Server server) {
            this.caller = caller;
            this.server = server;
        }

        private interface Deed {
            long done();
        }

        long whileServed(Deed others) {
            var over = new AtomicBoolean();
            return Crowd.of(2, actor -> {
                        if (actor == 0) {
                            return work(over);
                        }
                        try {
                            return others.done();
                        } finally {
                            over.set(true);
                        }
                    })
                    .getLast();
        }

        private long work(AtomicBoolean over) {
            String session = caller.open(server);
            try (var connection = new KeptConnection(server.address())) {
                while (!over.get()) {
                    long begin = System.nanoTime();
                    int status = connection.send(caller.callInSession(session, "list_notes", "{\"limit\":1}"));
                    nanos.add(System.nanoTime() - begin);
                    if (status != 200 || connection.body().contains("\"isError\":true")) {
                        throw new AssertionError("a guest was answered with " + status + ": " + connection.body());
                    }
                }
            }
            return nanos.size();
        }

        String served() {
            var timings = new Timings(nanos);
            return "meanwhile %s calls of a guest, all answered, p99 %s ms"
                    .formatted(nanos.size(), Timings.figure(timings.p99Ms()));
        }
    }
}
