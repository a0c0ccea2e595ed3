package dev.toolbridge.tests.matrix;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.tests.wire.Call;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All attempts of an intruder on a route.
///
/// @param victim the owner of the things that the intruder tries to get
record Attempts(Victim victim) {
    /// The query parameters that show more than usual, on routes that take them.
    private static final SequencedMap<String, String> WIDER =
            new TreeMap<>(Map.of("includeDeleted", "true", "limit", "1", "all", "true"));

    /// The attempts on one route.
    Stream<Attempt> on(TableRoute route, Person intruder) {
        return paths(route, route.path(), route.placeholders())
                .flatMap(path -> queries(route).flatMap(query -> calls(route, path + query, intruder)
                        .map(call -> new Attempt(intruder, call, verdict(route, intruder, call)))));
    }

    private static Stream<String> queries(TableRoute route) {
        String wider = WIDER.entrySet().stream()
                .filter(parameter -> route.queries().contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        return wider.isEmpty() ? Stream.of("") : Stream.of("", "?" + wider);
    }

    /// The attempts with the victim's cursor, on routes that take a cursor.
    Stream<Attempt> withCursor(TableRoute route, Person intruder) {
        if (!route.queries().contains("cursor")
                || !route.placeholders().isEmpty()
                || route.subject().matches("keys|audit")) {
            return Stream.of();
        }
        var call = Call.of("GET", route.path() + "?cursor=" + victim.cursor(route));
        return Stream.of(call, intruder.inSession(call)).map(one -> new Attempt(intruder, one, Verdict.REFUSED));
    }

    private Stream<String> paths(TableRoute route, String path, List<String> placeholders) {
        if (placeholders.isEmpty()) {
            return Stream.of(path);
        }
        String first = placeholders.getFirst();
        return victim.things(route, first).stream()
                .flatMap(thing -> paths(
                        route, path.replace("{" + first + "}", thing), placeholders.subList(1, placeholders.size())));
    }

    private Stream<Call> calls(TableRoute route, String path, Person intruder) {
        if (route.subject().equals("batch")) {
            return victim.secrets().stream()
                    .skip(2)
                    .flatMap(uid -> variants(Call.of("POST", path).json(Bodies.batch(uid, victim)), intruder));
        }
        var plain = Call.of(route.method(), path);
        return variants(route.takesBody() ? plain.json(body(route, path)) : plain, intruder);
    }

    private String body(TableRoute route, String path) {
        if (route.subject().equals("projects")) {
            return Bodies.ofProject(path);
        }
        return route.subject().matches("proposals|runs") && !route.makes()
                ? Bodies.decision(path)
                : Bodies.orders(named(path), victim);
    }

    private Stream<Call> variants(Call plain, Person intruder) {
        List<UnaryOperator<Call>> variants = List.of(
                call -> call,
                call -> call.with("If-Match", "*"),
                call -> call.with("If-Match", "1"),
                call -> call.with("If-None-Match", "\"1\""),
                call -> call.with(WireHeader.IDEMPOTENCY_KEY, Victim.idempotencyKey()),
                intruder::inSession,
                call -> call.with(WireHeader.SPACE, victim.space()),
                call -> call.with(WireHeader.SYNC_SESSION, victim.session()).with(WireHeader.SYNC_EPOCH, "1"));
        return variants.stream().map(variant -> variant.apply(plain));
    }

    /// The thing that a path names, or otherwise one that bodies name.
    private String named(String path) {
        return victim.secrets().stream()
                .skip(1)
                .filter(path::contains)
                .findFirst()
                .orElseGet(() -> victim.uid("notes"));
    }

    private Verdict verdict(TableRoute route, Person intruder, Call call) {
        boolean withVictims =
                call.headers().stream().anyMatch(header -> header.getValue().equals(victim.session()));
        if (!intruder.chosenTenant().isEmpty() || (withVictims && needsSession(route)) || route.lacksProject()) {
            return Verdict.REFUSED;
        }
        if (route.placeholders().isEmpty()) {
            return Verdict.OWN;
        }
        boolean isGuarded = route.path().matches("/v1/(sync|keys)/.*|.*/(approve|ownership|tokens|reveal)");
        return isGuarded ? Verdict.REFUSED : Verdict.NOT_THERE;
    }

    /// True if the route checks the session of a request.
    private static boolean needsSession(TableRoute route) {
        return !route.isForFlukeBase()
                && !route.path().matches("/v1/(sync/sessions|keys|audit|me|proposals|projects|imports)(/.*)?");
    }
}
