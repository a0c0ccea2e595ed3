package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.Load;
import dev.toolbridge.proof.load.RunningServer;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.ApiDatabase;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The API and the bare server in turns, under the same load: as many requests as they answer, then half of what the
/// API answers, at a fixed rate. The processor's time for a request depends least on what else the machine does.
final class BareRatios {
    private static final int CLIENTS = 16;
    private static final int SPACES = 8;
    private static final int CONNECTIONS = 8;
    private static final int NOTES = 60;
    private static final String NOTE = """
            {"title":"A note","content":"Some words that a note may have, and some more.","tags":["a","b"]}""";

    private final Plan plan;
    private final RunningApi api;
    private final RunningServer bare;
    private final List<Owner> owners;
    private final String stored;

    private BareRatios(Plan plan, RunningApi api, RunningServer bare, List<Owner> owners) {
        this.plan = plan;
        this.api = api;
        this.bare = bare;
        this.owners = owners;
        this.stored = stored(api, owners.getFirst());
    }

    /// A user with notes.
    private record Owner(String token, String note) {}

    /// A request to a server, for each client.
    private record Kind(String name, String method, String path, String json, int status) {}

    /// The figures of a server in one turn.
    ///
    /// @param cpuMicros the processor's time for a request
    private record Turn(double perSecond, double cpuMicros, Timings timings) {}

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start()) {
            ApiDatabase database = postgres.database();
            try (RunningApi api = database.start();
                    var bare = BareServer.on(database, CONNECTIONS)) {
                List<Owner> owners = Stream.generate(() -> owner(SyncClient.of(api)))
                        .limit(SPACES)
                        .toList();
                var ratios = new BareRatios(plan, api, bare, owners);
                database.executeAcrossTenants(new RequestSql(ratios.stored).fill(SPACES, NOTES));
                return kinds().map(ratios::compared).collect(Collectors.joining("; "));
            }
        }
    }

    private static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("get", "GET", "/v1/notes/NOTE", "", 200),
                new Kind("list of 25", "GET", "/v1/notes?order=changed.desc&limit=25", "", 200),
                new Kind("create", "POST", "/v1/notes", NOTE, 201),
                new Kind("patch", "PATCH", "/v1/notes/NOTE", "{\"title\":\"Another\"}", 200));
    }

    private String compared(Kind kind) {
        Load ours = new Load(api.server().address(), requests(client -> ours(kind, client)), kind.status());
        Load limit = new Load(bareAddress(), requests(client -> limit(kind, client)), kind.status());
        Duration warmUp = Duration.ofSeconds(plan.size(10, 1));
        ours.closed(warmUp);
        limit.closed(warmUp);
        var reached = new ArrayList<Turn>();
        var possible = new ArrayList<Turn>();
        for (int turn = 0; turn < plan.size(5, 1); turn++) {
            reached.add(turn(ours, api.program()));
            possible.add(turn(limit, bare.program()));
        }
        double half = median(reached, Turn::perSecond) / 2;
        Duration tail = Duration.ofSeconds(plan.size(10, 1));
        return kind.name() + " " + closed(reached, possible) + ", at half of that p99 " + tail(ours.open(half, tail))
                + " against " + tail(limit.open(half, tail)) + " ms";
    }

    private Turn turn(Load load, Program program) {
        long cpuBefore = cpuMicros(program);
        Duration time = Duration.ofSeconds(plan.size(5, 1));
        Timings timings = load.closed(time);
        int count = timings.sortedNanos().size();
        return new Turn(count / (double) time.toSeconds(), (cpuMicros(program) - cpuBefore) / (double) count, timings);
    }

    private static String closed(List<Turn> ours, List<Turn> limit) {
        List<Double> ratios = IntStream.range(0, ours.size())
                .mapToObj(turn -> ours.get(turn).perSecond() / limit.get(turn).perSecond())
                .sorted()
                .toList();
        return String.format(
                Locale.ROOT,
                "%.0f/s of %.0f: ratio %.2f (%.2f to %.2f), processor %.0f of %.0f us, p99 %.1f of %.1f ms,"
                        + " worst %.0f of %.0f ms",
                median(ours, Turn::perSecond),
                median(limit, Turn::perSecond),
                ratios.get(ratios.size() / 2),
                ratios.getFirst(),
                ratios.getLast(),
                median(ours, Turn::cpuMicros),
                median(limit, Turn::cpuMicros),
                median(ours, turn -> turn.timings().p99Ms()),
                median(limit, turn -> turn.timings().p99Ms()),
                median(ours, turn -> turn.timings().percentileMs(1)),
                median(limit, turn -> turn.timings().percentileMs(1)));
    }

    private static String tail(Timings timings) {
        return String.format(Locale.ROOT, "%.1f (worst %.0f)", timings.p99Ms(), timings.percentileMs(1));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        return turns.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(turns.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static long cpuMicros(Program program) {
        return ProcessHandle.of(program.id())
                        .orElseThrow()
                        .info()
                        .totalCpuDuration()
                        .orElseThrow()
                        .toNanos()
                / 1_000;
    }

    private static List<byte[]> requests(IntFunction<byte[]> ofClient) {
        return IntStream.range(0, CLIENTS).mapToObj(ofClient).toList();
    }

    private byte[] ours(Kind kind, int client) {
        Owner owner = owners.get(client % SPACES);
        return KeptConnection.request(
                kind.method(), kind.path().replace("NOTE", owner.note()), owner.token(), kind.json());
    }

    /// The bare server stores what it gets, so it gets what the API would store.
    private byte[] limit(Kind kind, int client) {
        int space = client % SPACES;
        return KeptConnection.request(
                kind.method(),
                kind.path().replace("NOTE", "00000000-0000-4000-9000-00000000000" + space),
                Map.of(BareServer.SPACE, "00000000-0000-4000-8000-00000000000" + space),
                kind.json().isEmpty() ? "" : stored);
    }

    private URI bareAddress() {
        return bare.server().address();
    }

    private static Owner owner(SyncClient client) {
        List<String> notes = IntStream.range(0, NOTES)
                .mapToObj(_ -> client.post("/v1/notes", NOTE).at("/uid").textValue())
                .toList();
        return new Owner(client.token(), notes.getFirst());
    }

    private static String stored(RunningApi api, Owner owner) {
        return new SyncClient(api.server(), owner.token(), "", "")
                .get("/v1/notes/" + owner.note())
                .at("/payload")
                .toString();
    }
}
