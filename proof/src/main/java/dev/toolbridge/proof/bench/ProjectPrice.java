package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.KeptConnection;
import dev.toolbridge.proof.load.Load;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.process.OwnPostgres;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Get and create in the spaces of projects against the same in personal spaces, in turns: each user in a space alone.
final class ProjectPrice {
    private static final int CLIENTS = 8;
    private static final String NOTE = """
            {"title":"A note","content":"Some words that a note may have, and some more.","tags":["a","b"]}""";

    private final RunningApi api;
    private final Plan plan;
    private final List<Owner> owners;

    private ProjectPrice(RunningApi api, Plan plan) {
        this.api = api;
        this.plan = plan;
        this.owners = Stream.generate(this::owner).limit(CLIENTS).toList();
    }

    /// A user with a note in the personal space and one in a project.
    private record Owner(String token, Place personal, Place project) {}

    /// A note, and the path of the routes that know it.
    private record Place(String path, String note) {}

    /// A request, for each place.
    private record Kind(String name, String method, Function<Place, String> path, String json, int status) {}

    static String run(Plan plan) {
        try (var postgres = OwnPostgres.start();
                RunningApi api = postgres.database().start()) {
            return on(api, plan);
        }
    }

    /// The figures of a server that runs.
    static String on(RunningApi api, Plan plan) {
        var price = new ProjectPrice(api, plan);
        return Stream.of(
                        new Kind("get", "GET", place -> place.path() + "/notes/" + place.note(), "", 200),
                        new Kind("create", "POST", place -> place.path() + "/notes", NOTE, 201))
                .map(price::compared)
                .collect(Collectors.joining("; "));
    }

    private String compared(Kind kind) {
        Load personal = load(kind, Owner::personal);
        Load shared = load(kind, Owner::project);
        Duration warmUp = Duration.ofSeconds(plan.size(10, 1));
        personal.closed(warmUp);
        shared.closed(warmUp);
        var rates = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int turn = 0; turn < plan.size(7, 1); turn++) {
            double alone = perSecond(personal);
            double together = perSecond(shared);
            rates.add(together);
            ratios.add(together / alone);
        }
        ratios.sort(null);
        return String.format(
                Locale.ROOT,
                "%s in projects %.0f/s: ratio to personal spaces %.2f (%.2f to %.2f)",
                kind.name(),
                rates.stream().mapToDouble(Double::doubleValue).average().orElseThrow(),
                ratios.get(ratios.size() / 2),
                ratios.getFirst(),
                ratios.getLast());
    }

    private double perSecond(Load load) {
        Duration time = Duration.ofSeconds(plan.size(4, 1));
        return load.closed(time).sortedNanos().size() / (double) time.toSeconds();
    }

    private Load load(Kind kind, Function<Owner, Place> place) {
        List<byte[]> requests = IntStream.range(0, CLIENTS)
                .mapToObj(client -> KeptConnection.request(
                        kind.method(),
                        kind.path().apply(place.apply(owners.get(client))),
                        owners.get(client).token(),
                        kind.json()))
                .toList();
        return new Load(api.server().address(), requests, kind.status());
    }

    private Owner owner() {
        String token = api.tokens().of("owner-" + UUID.randomUUID());
        String slug = "p" + UUID.randomUUID();
        made(token, "/v1/projects", "{\"name\":\"bench\",\"slug\":\"" + slug + "\"}");
        return new Owner(token, place(token, "/v1"), place(token, "/v1/spaces/" + slug));
    }

    private Place place(String token, String path) {
        return new Place(path, made(token, path + "/notes", NOTE).at("/uid").asText());
    }

    private Reply made(String token, String path, String json) {
        Reply reply = api.server()
                .send(Call.of("POST", path).with("Authorization", "Bearer " + token).json(json));
        if (reply.status() != 201) {
            throw new AssertionError("not made: " + reply);
        }
        return reply;
    }
}
