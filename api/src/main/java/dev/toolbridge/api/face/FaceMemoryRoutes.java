package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.face.MemoryPushes.Planned;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Lists the memories of a project, takes in those of clients, and shows, changes and deletes single ones.
final class FaceMemoryRoutes {
    private static final String ALL = FaceAccess.ROOT + "/memories";
    private static final String ONE = ALL + "/{number}";
    private static final String READ = Scope.read(MemoryPushes.TYPE.plural());
    private static final String WRITE = Scope.write(MemoryPushes.TYPE.plural());
    private static final String DELETE = Scope.delete(MemoryPushes.TYPE.plural());

    private final FaceItems items;
    private final Writes writes;
    private final FaceAccess access;
    private final InstantSource clock;

    FaceMemoryRoutes(FaceItems items, Writes writes, FaceAccess access, InstantSource clock) {
        this.items = items;
        this.writes = writes;
        this.access = access;
        this.clock = clock;
    }

    Stream<RouteLine<Caller>> routes() {
        Input list = Inputs.ACCOUNT.reading(MemoryQuery.parameters());
        Input sent = Inputs.MANY_ITEMS.body(FaceSchemas.MEMORIES_SENT);
        Input change = Inputs.CLOSING.body(FaceSchemas.MEMORY_CHANGE);
        Output page = Output.of(200, "A page of memories.", FaceSchemas.MEMORIES);
        Output results = Output.of(200, "The memories by what became of each.", FaceSchemas.SYNC);
        Output shown = Output.of(200, "The memory.", FaceSchemas.MEMORY);
        Output gone = Output.empty(204, "The memory is deleted.");
        return Stream.<RouteLine<Caller>>of(
                        new RouteLine<>("GET", ALL, "list_connect_memories", READ, list, page, this::list),
                        new RouteLine<>("POST", ALL, "sync_connect_memories", WRITE, sent, results, this::store),
                        new RouteLine<>("GET", ONE, "show_connect_memory", READ, Inputs.ACCOUNT, shown, this::show),
                        new RouteLine<>("PUT", ONE, "put_connect_memory", WRITE, change, shown, this::change),
                        new RouteLine<>("PATCH", ONE, "change_connect_memory", WRITE, change, shown, this::change),
                        new RouteLine<>(
                                "DELETE", ONE, "delete_connect_memory", DELETE, Inputs.ACCOUNT, gone, this::delete))
                .flatMap(FaceAccess::both);
    }

    private Answer list(Caller caller, Request request) {
        MemoryPart question = MemoryQuery.of(request);
        MemoryPage page = items.memories(access.inside(caller, request, READ).space(), question);
        ObjectNode body = Json.object();
        var list = body.putArray(SentMemory.MEMORIES);
        page.memories().forEach(memory -> list.add(FaceJson.memory(memory)));
        return Answer.json(200, body.set("meta", FacePage.meta(question.page(), page.total())));
    }

    private Answer store(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, WRITE);
        Instant now = clock.instant();
        List<Planned> planned = MemoryPushes.plan(items, inside.space(), now, SentMemory.all(request));
        List<Write> pushes =
                planned.stream().flatMap(one -> one.write().stream()).toList();
        return pushes.isEmpty()
                ? results(inside, now, planned, List.of())
                : writes.store(inside, request, pushes, outcomes -> results(inside, now, planned, outcomes));
    }

    private Answer results(Caller inside, Instant now, List<Planned> planned, List<Outcome> outcomes) {
        Set<UUID> uids = outcomes.stream()
                .flatMap(outcome -> SyncResults.item(outcome).stream())
                .map(Item::uid)
                .collect(Collectors.toSet());
        List<NumberedItem> stored = items.find(inside.space(), MemoryPushes.TYPE, new FaceItems.Names(Set.of(), uids));
        ObjectNode body = SyncResults.of(planned, outcomes, stored);
        return Answer.json(200, body.put(SentMemory.SYNCED_AT, Times.rfc3339(now.toEpochMilli())));
    }

    private Answer show(Caller caller, Request request) {
        return shown(found(access.inside(caller, request, READ), request));
    }

    private Answer change(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, WRITE);
        NumberedItem memory = found(inside, request);
        SentMemory sent = SentMemory.one(request);
        if (sent.number().orElse(memory.number()) != memory.number()) {
            throw BodyFields.invalid(FaceJson.ID, "the number in the path");
        }
        Body body = JsonBody.of(sent.fields());
        Precondition precondition = sent.version().isPresent()
                ? new Precondition.Versions(List.of(Long.toString(sent.version().getAsLong())))
                : new Precondition.None();
        var patch = new Mutation.Patch(memory.item().uid(), body, Mutation.Style.DEEP);
        var write = new Write(MemoryPushes.TYPE, patch, precondition);
        return writes.store(inside, request, List.of(write), outcomes -> shown(after(inside, outcomes.getFirst())));
    }

    private Answer delete(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, DELETE);
        var delete = new Mutation.Delete(found(inside, request).item().uid());
        var write = new Write(MemoryPushes.TYPE, delete, new Precondition.None());
        return writes.store(inside, request, List.of(write), outcomes -> {
            requireDone(outcomes.getFirst());
            return Answer.empty(204);
        });
    }

    private NumberedItem found(Caller inside, Request request) {
        long number = FaceNumber.of(request).orElseThrow(MemoryPushes::missing);
        return items.find(inside.space(), MemoryPushes.TYPE, new FaceItems.Names(Set.of(number), Set.of())).stream()
                .filter(memory -> !memory.item().isDeleted())
                .findFirst()
                .orElseThrow(MemoryPushes::missing);
    }

    private NumberedItem after(Caller inside, Outcome outcome) {
        requireDone(outcome);
        Set<UUID> uids = SyncResults.item(outcome).map(Item::uid).stream().collect(Collectors.toSet());
        return items.find(inside.space(), MemoryPushes.TYPE, new FaceItems.Names(Set.of(), uids)).stream()
                .findFirst()
                .orElseThrow(MemoryPushes::missing);
    }

    private static void requireDone(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal();
        }
    }

    private static Answer shown(NumberedItem memory) {
        return Answer.json(200, Json.object().set("memory", FaceJson.memory(memory)));
    }
}
