package dev.toolbridge.proof.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.proof.load.ClosedLoop;
import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.PgBench;
import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.sync.SyncClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Users who get, list, create and patch over a connection each, and pgbench that sends the database the same
/// statements over as many connections, in turns.
final class RequestRates {
    private static final int CLIENTS = 8;
    private static final int NOTES = 60;
    private static final String NOTE = """
            {"title":"A note","content":"Some words that a note may have, and some more.","tags":["a","b"]}""";

    private final Plan plan;
    private final RunningApi api;
    private final PgBench limit;

    private RequestRates(Plan plan, RunningApi api, PgBench limit) {
        this.plan = plan;
        this.api = api;
        this.limit = limit;
    }

    /// A kind of request.
    ///
    /// @param script the same for pgbench
    /// @param bytes the request of a user with this note
    private record Kind(String name, int status, String script, Function<Owner, byte[]> bytes) {}

    private record Owner(String token, String note) {
        byte[] request(String method, String path, String json) {
            return KeptConnection.request(method, path, token, json);
        }
    }

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            var limit = new PgBench(postgres.database(), CLIENTS, seconds(plan));
            List<Owner> owners = Stream.generate(() -> owner(SyncClient.of(api)))
                    .limit(CLIENTS)
                    .toList();
            var sql = new RequestSql(stored(api, owners.getFirst()));
            postgres.database().executeAcrossTenants(sql.fill(CLIENTS, NOTES));
            var rates = new RequestRates(plan, api, limit);
            return kinds(sql).map(kind -> rates.compared(kind, owners)).collect(Collectors.joining("; "));
        }
    }

    private static Stream<Kind> kinds(RequestSql sql) {
        return Stream.of(
                new Kind("get", 200, sql.get(), owner -> owner.request("GET", "/v1/notes/" + owner.note(), "")),
                new Kind(
                        "list of 25",
                        200,
                        sql.list(),
                        owner -> owner.request("GET", "/v1/notes?order=changed.desc&limit=25", "")),
                new Kind("create", 201, sql.create(), owner -> owner.request("POST", "/v1/notes", NOTE)),
                new Kind(
                        "patch",
                        200,
                        sql.patch(),
                        owner -> owner.request("PATCH", "/v1/notes/" + owner.note(), "{\"title\":\"Another\"}")));
    }

    /// Medians of several turns, so that other work of the machine affects both.
    private String compared(Kind kind, List<Owner> owners) {
        rate(kind, owners, Duration.ofSeconds(plan.size(20, 1)));
        var limits = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        for (int turn = 0; turn < plan.size(3, 1); turn++) {
            limits.add(limit.perSecond(kind.script()));
            rates.add(rate(kind, owners, seconds(plan)));
        }
        double reached = median(rates);
        double possible = median(limits);
        return String.format(
                Locale.ROOT,
                "%s %.0f/s of %.0f: ratio %s",
                kind.name(),
                reached,
                possible,
                Timings.figure(reached / possible));
    }

    private double rate(Kind kind, List<Owner> owners, Duration measured) {
        List<KeptConnection> connections = IntStream.range(0, CLIENTS)
                .mapToObj(_ -> new KeptConnection(api.server().address()))
                .toList();
        List<byte[]> requests = owners.stream().map(kind.bytes()).toList();
        try {
            return new ClosedLoop(CLIENTS, Duration.ZERO, measured).perSecond(client -> {
                int status = connections.get(client).send(requests.get(client));
                if (status != kind.status()) {
                    throw new AssertionError(kind.name() + " was answered with " + status);
                }
                return 1;
            });
        } finally {
            connections.forEach(KeptConnection::close);
        }
    }

    private static Owner owner(SyncClient client) {
        List<String> notes = IntStream.range(0, NOTES)
                .mapToObj(_ -> client.post("/v1/notes", NOTE).at("/uid").textValue())
                .toList();
        return new Owner(client.token(), notes.getFirst());
    }

    private static String stored(RunningApi api, Owner owner) {
        JsonNode note = new SyncClient(api.server(), owner.token(), "", "")
                .get("/v1/notes/" + owner.note())
                .at("/payload");
        return note.toString();
    }

    private static Duration seconds(Plan plan) {
        return Duration.ofSeconds(plan.size(5, 1));
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().skip(figures.size() / 2).findFirst().orElseThrow();
    }
}
