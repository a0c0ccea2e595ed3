package dev.toolbridge.api.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.api.item.place.Cursor;
import dev.toolbridge.api.item.place.CursorCodec;
import dev.toolbridge.api.journal.ChangeFact;
import dev.toolbridge.api.journal.ChangeFilter;
import dev.toolbridge.api.journal.ChangeQuery;
import dev.toolbridge.api.journal.Changes;
import dev.toolbridge.api.journal.Include;
import dev.toolbridge.api.journal.RecordedRun;
import dev.toolbridge.api.journal.RecordedRuns;
import dev.toolbridge.api.journal.RunKey;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.JsonBody;
import dev.toolbridge.api.route.ReadableTypes;
import dev.toolbridge.api.route.Writes;
import dev.toolbridge.api.stream.EntryJson;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.api.write.Undone;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.Parameter;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SigningKeys;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The routes of runs: the list, the changes of one, and its undo.
public final class RunRoutes {
    private static final int OK = 200;
    private static final int CLIENT_MAX = 200;
    private static final String PATH = "/v1/runs";
    private static final String ONE = PATH + "/{run}";

    private static final Parameter CLIENT = Parameter.query(
            "client",
            "The id of the client whose run it is; in the list, by default those of all.",
            Schema.text("^[^ ]*$", CLIENT_MAX));

    private final RecordedRuns runs;
    private final Changes changes;
    private final Writes writes;
    private final CursorCodec cursors;
    private final ConfirmCodes codes;

    public RunRoutes(Parts parts, SigningKeys keys, InstantSource clock) {
        this.runs = parts.runs();
        this.changes = parts.changes();
        this.writes = parts.writes();
        this.cursors = parts.cursors();
        this.codes = new ConfirmCodes(keys, clock);
    }

    /// The parts that the routes work on.
    public record Parts(RecordedRuns runs, Changes changes, Writes writes, CursorCodec cursors) {}

    public List<RouteLine<Caller>> routes() {
        return List.of(
                new RouteLine<>(
                        "GET",
                        PATH,
                        "list_runs",
                        Scope.ANY_READ,
                        Inputs.PAGE.reading(CLIENT, ReadableTypes.TYPES),
                        Output.of(OK, "The runs, the last changed one first.", RunSchemas.PAGE),
                        this::list),
                new RouteLine<>(
                        "GET",
                        ONE,
                        "get_run",
                        Scope.ANY_READ,
                        Inputs.PAGE.reading(CLIENT, ReadableTypes.TYPES),
                        Output.of(OK, "The changes of the run.", RunSchemas.ONE),
                        this::one),
                new RouteLine<>(
                        "POST",
                        ONE + "/undo",
                        "undo_run",
                        Scope.ANY_CHANGE,
                        Inputs.NEW_ITEM.reading(CLIENT).body(RunSchemas.UNDO),
                        Output.of(OK, "What was taken back, and what is kept.", RunSchemas.UNDONE),
                        this::undo));
    }

    private Answer list(Caller caller, Request request) {
        Optional<String> client = request.queryValue(CLIENT.name());
        SortedSet<String> types = types(caller, request);
        Page<Cursor> asked = Page.asked(
                        request,
                        cursors,
                        caller.bound("runs " + String.join(",", types)
                                + client.map(id -> "\n" + id).orElse("")))
                .withoutReset();
        RecordedRuns.Page page =
                runs.list(caller.space(), new RecordedRuns.Query(types, client, asked.after(), asked.limit()));
        var body = new JsonParts().add("{\"runs\":").array(page.runs(), (run, out) -> out.add(Json.bytes(json(run))));
        return asked.answer(body, Optional.of(page.next()), page.hasMore());
    }

    private Answer one(Caller caller, Request request) {
        RunKey key = key(caller, request);
        SortedSet<String> types = types(caller, request);
        RecordedRun run = runs.find(caller.space(), key, types).orElseThrow(RunRoutes::missing);
        Page<Cursor> asked =
                Page.asked(request, cursors, caller.bound("run " + key.text())).withoutReset();
        var facts = new EnumMap<ChangeFact, String>(ChangeFact.class);
        facts.put(ChangeFact.RUN, key.name());
        if (!key.client().isEmpty()) {
            facts.put(ChangeFact.CLIENT, key.client());
        }
        var filter = new ChangeFilter(types, Optional.empty(), facts);
        Cursor begin = asked.after().orElseGet(() -> {
            Cursor head = changes.latest(caller.space());
            return new Cursor(head.incarnation(), head.epoch(), run.first().seq() - 1, 0);
        });
        var found =
                changes.read(caller.space(), new ChangeQuery(filter, Optional.of(begin), asked.limit(), Include.PATCH));
        byte[] head = Json.bytes(json(run));
        var body = new JsonParts().add(Arrays.copyOf(head, head.length - 1)).add(",\"changes\":");
        body.array(found.entries(), new EntryJson(Include.PATCH)::write);
        boolean hasMore = found.hasMore() && found.next().seq() < run.last().seq();
        return asked.answer(body, Optional.of(found.next()), hasMore);
    }

    private Answer undo(Caller caller, Request request) {
        RunKey key = key(caller, request);
        requireOwn(caller, key);
        UndoBody body = UndoBody.of(JsonBody.parse(request).fieldsOrRefuse());
        var order = new RunUndo.Order(key.text(), body.only(), body.isTrial(), OptionalLong.empty());
        if (body.confirm().isPresent()) {
            long lastSeq = codes.lastSeq(body.confirm().get(), caller, order);
            order = new RunUndo.Order(key.text(), body.only(), body.isTrial(), OptionalLong.of(lastSeq));
        }
        RunUndo.Order asked = order;
        return writes.undo(caller, request, asked, undone -> answer(caller, key, asked, undone));
    }

    private Answer answer(Caller caller, RunKey key, RunUndo.Order order, Undone undone) {
        ObjectNode report = undone.json().put("run", Writes.RUN_OF_UNDO + key.name());
        if (order.isTrial()) {
            report.put("dryRun", true).put("confirm", codes.write(caller, order, undone.lastSeq()));
        }
        return Answer.json(OK, Json.bytes(report));
    }

    /// The run that the path names: by default one of the client that the caller's token was issued to.
    private static RunKey key(Caller caller, Request request) {
        String client = request.queryValue(CLIENT.name())
                .or(() -> caller.proof().clientId())
                .orElse("");
        return new RunKey(client, request.parameter("run"));
    }

    /// A party that acts for the user takes back only what its own client has done.
    private static void requireOwn(Caller caller, RunKey key) {
        boolean isOwn = key.client().equals(caller.proof().clientId().orElse(""));
        boolean acts = caller.proof().actingParty().isPresent();
        if (acts && !isOwn && !caller.rights().contains(Scope.TENANT_ADMIN)) {
            throw Refusal.of(ErrorCode.FORBIDDEN, "the run is one of another client");
        }
    }

    private static SortedSet<String> types(Caller caller, Request request) {
        return ReadableTypes.of(caller, request).stream()
                .map(EntityType::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ObjectNode json(RecordedRun run) {
        var json = Json.object()
                .put("id", run.key().name())
                .put("client", run.key().client());
        json.put("firstAt", Times.rfc3339(run.first().at().toEpochMilli()));
        json.put("lastAt", Times.rfc3339(run.last().at().toEpochMilli()));
        var counts = json.putObject("counts");
        run.counts().forEach(count -> counts.withObjectProperty(count.type()).put(count.operation(), count.changes()));
        return json.put("undone", run.isUndone());
    }

    private static Refusal missing() {
        return Refusal.of(ErrorCode.NOT_FOUND, "run not found");
    }
}
