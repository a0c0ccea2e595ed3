package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Key;
import dev.toolbridge.api.item.Lookup;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Outcome;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.item.place.Items;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.digest.NamedUuid;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.RouteLine;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Takes in the tasks of a client, which names them, and the progress of each.
final class FaceTaskRoutes {
    private static final EntityType TYPE = Entities.named("task");
    private static final String ALL = FaceAccess.ROOT + "/wedo_tasks";
    private static final String SCOPE = Scope.write(TYPE.plural());
    private static final String DESCRIPTION = TaskBody.DESCRIPTION;

    /// Others may write the task between the read and the write.
    private static final int TRIES_MAX = 5;

    private final Items items;
    private final Writes writes;
    private final FaceAccess access;
    private final InstantSource clock;

    FaceTaskRoutes(Items items, Writes writes, FaceAccess access, InstantSource clock) {
        this.items = items;
        this.writes = writes;
        this.access = access;
        this.clock = clock;
    }

    Stream<RouteLine<Caller>> routes() {
        Input order = Inputs.ACCOUNT_CHANGE.body(FaceSchemas.TASK_ORDER);
        Input change = Inputs.ACCOUNT_CHANGE.body(FaceSchemas.TASK_CHANGE);
        Output same = Output.of(200, "The task, which was there.", FaceSchemas.TASK);
        Output made = Output.of(201, "The new task.", FaceSchemas.TASK).or(same);
        Output shown = Output.of(200, "The task.", FaceSchemas.TASK);
        return Stream.<RouteLine<Caller>>of(
                        new RouteLine<>("POST", ALL, "create_connect_task", SCOPE, order, made, this::create),
                        new RouteLine<>(
                                "PATCH", ALL + "/{task_id}", "change_connect_task", SCOPE, change, shown, this::change))
                .flatMap(FaceAccess::both);
    }

    private Answer create(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, SCOPE);
        ObjectNode fields = TaskBody.created(request);
        Body body = JsonBody.of(fields);
        UUID uid = uid(inside, fields.path(TaskBody.OUR_ID).textValue());
        var write = new Write(TYPE, new Mutation.Create(uid, body), new Precondition.None());
        return writes.store(
                inside,
                request,
                List.of(write),
                outcomes -> answer(outcomes.getFirst(), outcomes.getFirst() instanceof Outcome.Changed ? 201 : 200));
    }

    private Answer change(Caller caller, Request request) {
        Caller inside = access.inside(caller, request, SCOPE);
        TaskBody.Progress progress = TaskBody.progress(request);
        UUID uid = uid(inside, request.parameter(TaskBody.ID));
        for (int tried = 1; ; tried++) {
            try {
                return change(inside, request, stored(inside, uid), progress);
            } catch (Refusal refusal) {
                if (refusal.code() != ErrorCode.VERSION_MISMATCH || tried == TRIES_MAX) {
                    throw refusal;
                }
            }
        }
    }

    private Answer change(Caller inside, Request request, Item task, TaskBody.Progress progress) {
        ObjectNode before = task.payload().fields();
        ObjectNode fields =
                progress.status().map(status -> status.fields(before)).orElseGet(Json::object);
        progress.note().ifPresent(note -> fields.put(DESCRIPTION, noted(inside, before.path(DESCRIPTION), note)));
        var patch = new Mutation.Patch(task.uid(), JsonBody.of(fields), Mutation.Style.TOP_LEVEL);
        var precondition = new Precondition.Versions(List.of(Long.toString(task.version())));
        return writes.store(
                inside,
                request,
                List.of(new Write(TYPE, patch, precondition)),
                outcomes -> answer(outcomes.getFirst(), 200));
    }

    private String noted(Caller inside, JsonNode description, String note) {
        String head = "[" + Times.rfc3339(clock.millis()) + " " + inside.subject() + "] ";
        String before = description.asText("");
        return (before.isEmpty() ? "" : before + "\n\n") + head + note;
    }

    private Item stored(Caller inside, UUID uid) {
        return switch (items.find(inside.space(), new Key(TYPE, uid))) {
            case Lookup.Live live -> live.item();
            case Lookup.Deleted _, Lookup.Missing _ -> throw Refusal.of(ErrorCode.NOT_FOUND, "no such task");
        };
    }

    private static UUID uid(Caller inside, String id) {
        return NamedUuid.of(inside.space().id(), id);
    }

    private static Answer answer(Outcome outcome, int status) {
        if (outcome instanceof Outcome.Refused refused) {
            throw refused.refusal();
        }
        Item task = SyncResults.item(outcome).orElseThrow();
        return Answer.json(status, Json.object().set("wedo_task", TaskBody.shown(task)));
    }
}
