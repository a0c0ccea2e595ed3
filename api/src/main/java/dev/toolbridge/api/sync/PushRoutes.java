package dev.toolbridge.api.sync;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Stores the changes of devices, each item by itself: one that cannot be stored does not stop the others.
public final class PushRoutes {
    static final int ITEMS_MAX = 1_000;

    /// The items of a larger body are parsed again when they are needed, not all kept in memory.
    private static final int AT_ONCE_BYTES_MAX = 1_048_576;

    private static final byte[] NOT_JSON =
            "[{\"uid\":\"\",\"version\":0,\"updatedAt\":\"\",\"error\":\"invalid json\"}]"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Writes writes;
    private final InstantSource clock;

    public PushRoutes(Writes writes, InstantSource clock) {
        this.writes = writes;
        this.clock = clock;
    }

    List<RouteLine<Caller>> routes() {
        return Entities.ALL.stream().map(this::push).toList();
    }

    /// Lines for types that no client writes: each item gets its own error.
    public Stream<RouteLine<Caller>> refusing() {
        return Entities.MANAGED.stream().map(this::push);
    }

    private RouteLine<Caller> push(EntityType type) {
        String plural = type.plural();
        Input input = Inputs.PUSH.body(SyncSchemas.push(type));
        Output acks = Output.of(200, "One ack an item, in their order.", SyncSchemas.ACKS)
                .or(Output.of(ErrorCode.INVALID_JSON.status(), "The body is not JSON.", SyncSchemas.ACKS));
        return new RouteLine<>(
                "POST",
                "/v1/sync/" + plural + "/push",
                "push_" + plural,
                type.isManaged() ? Scope.read(plural) : Scope.write(plural),
                input,
                acks,
                (caller, request) -> push(type, caller, request));
    }

    private Answer push(EntityType type, Caller caller, Request request) {
        JsonBody.wrongType(request).ifPresent(refusal -> {
            throw refusal;
        });
        Optional<List<PushBody.Part>> parts = PushBody.items(request.body());
        if (parts.isEmpty()) {
            return Answer.json(ErrorCode.INVALID_JSON.status(), NOT_JSON);
        }
        if (parts.get().size() > ITEMS_MAX) {
            throw Refusal.of(ErrorCode.TOO_LARGE, "a push has at most " + ITEMS_MAX + " items");
        }
        var reader = new PushedItem.Reader(type, caller, clock.millis());
        boolean isLarge = request.body().length > AT_ONCE_BYTES_MAX;
        List<PushedItem> items = parts.get().stream()
                .map(part -> isLarge ? reader.readLater(part) : reader.read(part.object()))
                .toList();
        return writes.store(
                caller,
                request,
                items.stream().map(item -> item.write(type)).toList(),
                outcomes -> acks(items, outcomes));
    }

    private static Answer acks(List<PushedItem> items, List<Outcome> outcomes) {
        return Answer.json(
                200,
                IntStream.range(0, items.size())
                        .mapToObj(index -> Ack.of(items.get(index).uid(), outcomes.get(index)))
                        .toList());
    }
}
